"""The layout and the import rules of the project, checked on the syntax trees of its files."""

import ast
import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("features", "models", "training", "serving", "monitoring")
MAY_IMPORT = {
    "features": {"features"},
    "models": {"features", "models"},
    "training": {"features", "models", "training"},
    "monitoring": {"features", "models", "training", "monitoring"},
    "serving": {"features", "models", "serving"},
}
HOMES = {
    "bentoml": ("serving/service.py",),
    "mlflow": ("training/tracking.py",),
    "evidently": ("monitoring/",),
    "lightgbm": ("models/",),
    "shap": ("models/",),
    "numba": ("models/",),
    "duckdb": ("features/",),
    "pyspark": ("features/spark/", "models/on_spark.py"),
    "sqlalchemy": ("serving/",),
    "pickle": (),
    "joblib": (),
    "cloudpickle": (),
}
LAZY = {"shap", "mlflow", "evidently", "pyspark"}
DECLARATIONS = {
    "features/tables": "Table",
    "features/catalog": "Feature",
    "features/quality/rules": "Rule",
    "models/alerts": "Alert",
    "models/measures": "Measure",
    "training/metrics": "Metric",
    "monitoring/checks": "Check",
    "monitoring/events": "Event",
    "serving/access/roles": "Role",
    "serving/cases/statuses": "Status",
}
WORDS = {
    "features/tables": {"features"},
    "features/catalog": {"features", "datetime"},
    "features/quality/rules": {"features"},
    "models/alerts": {"features", "models", "datetime"},
    "models/measures": {"features", "models", "datetime"},
    "monitoring/events": {"features", "monitoring", "datetime"},
    "serving/access/roles": {"features", "serving"},
    "serving/cases/statuses": {"features", "serving"},
}


def sources() -> list[Path]:
    return [p for package in PACKAGES for p in sorted((ROOT / package).rglob("*.py"))]


def imports(path: Path) -> list[tuple[str, ast.stmt]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(("." * node.level + (node.module or ""), node))
    return found


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_five_packages_are_those_of_this_repository():
    for package in PACKAGES:
        assert Path(importlib.import_module(package).__file__).is_relative_to(ROOT), package


def test_packages_import_only_downwards():
    wrong = []
    for path in sources():
        package = place(path).split("/")[0]
        for name, _ in imports(path):
            other = name.split(".")[0]
            if other in PACKAGES and other not in MAY_IMPORT[package]:
                wrong.append(f"{place(path)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_every_import_is_absolute():
    wrong = [f"{place(p)}: {n}" for p in sources() for n, _ in imports(p) if n.startswith(".")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("tool", sorted(HOMES))
def test_a_tool_is_imported_only_in_its_home(tool):
    wrong = [
        place(p)
        for p in sources()
        for n, _ in imports(p)
        if n.split(".")[0] == tool and not place(p).startswith(HOMES[tool] or ("nowhere",))
    ]
    assert not wrong, f"{tool} belongs to {HOMES[tool] or 'nobody'}: {wrong}"


@pytest.mark.parametrize("tool", sorted(LAZY))
def test_a_slow_import_waits_until_it_is_needed(tool):
    wrong = []
    for path in sources():
        top = ast.parse(path.read_text(encoding="utf-8")).body
        for node in top:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [place(path) for n in names if n.split(".")[0] == tool]
    assert not wrong, f"import {tool} inside the function that needs it: {wrong}"


def test_an_init_file_holds_its_docstring_and_nothing_else():
    for path in sources():
        if path.name == "__init__.py":
            body = ast.parse(path.read_text(encoding="utf-8")).body
            assert len(body) == 1 and isinstance(body[0], ast.Expr), place(path)


@pytest.mark.parametrize("folder", sorted(WORDS))
def test_a_declaration_imports_only_its_kind_and_its_words(folder):
    for path in sorted((ROOT / folder).rglob("*.py")):
        for name, _ in imports(path):
            assert name.split(".")[0] in WORDS[folder], f"{place(path)} imports {name}"
            assert not name.startswith(folder.replace("/", ".")), f"{place(path)} imports another declaration"


@pytest.mark.parametrize("folder", sorted(DECLARATIONS))
def test_a_folder_of_declarations_holds_nothing_else(folder):
    constant = DECLARATIONS[folder].upper()
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path.name == "__init__.py":
            continue
        names = [
            t.id
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            for t in node.targets
            if isinstance(t, ast.Name)
        ]
        assert constant in names, f"{place(path)} declares no {constant}"


def test_no_folder_is_a_drawer_for_everything():
    forbidden = {"common", "core", "utils", "util", "helpers", "helper", "config", "misc", "shared"}
    wrong = [place(p) for p in sources() if forbidden & {part.removesuffix(".py") for part in p.parts[-4:]}]
    assert not wrong, wrong


def test_every_entry_point_sets_the_environment_first():
    for path in sources():
        if path.name == "__main__.py":
            first = next(name for name, _ in imports(path))
            assert first == "features.environment", f"{place(path)} must import features.environment first"


def test_mlproject_has_the_steps_of_the_command_line():
    from typer.main import get_command

    from training.__main__ import app

    text = (ROOT / "MLproject").read_text(encoding="utf-8")
    for step in get_command(app).commands:
        assert f"\n  {step}:\n" in text, f"MLproject lacks the entry point {step}"


def test_what_make_runs_is_there_and_finds_the_packages():
    """A script run by its path finds its neighbours first: one called like a package would stand in its way."""
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    modules, scripts = re.findall(r"\(RUN\) -m ([\w.]+)", recipes), re.findall(r"\(RUN\) ([\w/]+\.py)", recipes)
    assert {"benchmarks.county", "training"} <= set(modules) and scripts
    assert not [name for name in modules if importlib.util.find_spec(name) is None]
    for script in scripts:
        neighbours = {path.stem for path in (ROOT / script).parent.iterdir()}
        assert not neighbours & set(PACKAGES), script


def test_models_is_code_and_git_does_not_ignore_it():
    for path in ("models/bands.py", "models/measures/new.py"):
        ignored = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
        assert ignored.returncode == 1, path


def test_the_lock_names_no_registry_and_pins_every_dependency():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        name = dependency.split("=")[0].split(">")[0].split("<")[0].split("[")[0].strip()
        assert f"\n{name}==" in "\n" + lock.lower(), f"{name} is not in requirements.lock: run make lock"
