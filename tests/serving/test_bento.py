"""What `bentoml build` packs: the program, and not one file of records, models, keys or tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SUFFIXES = {".py", ".toml", ".html", ".css", ".js", ".svg", ".LICENSE", ".mako"}
PACKAGES = {"features", "models", "serving"}
ALONE = {"pyproject.toml", "requirements.lock", "README.md", "bentofile.yaml"}


DECOYS = (".env", "keys.json", "out/demo/records/incomes.parquet", "serving/service.db", "tests/test_x.py", "notes.log")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a developer's folder may hold: the program, and things that must not travel."""
    for name in ("features", "models", "serving"):
        shutil.copytree(ROOT / name, tmp_path / "here" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*ALONE, ".bentoignore"):
        shutil.copy(ROOT / name, tmp_path / "here" / name)
    for decoy in DECOYS:
        path = tmp_path / "here" / decoy
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret", encoding="utf-8")
    return tmp_path / "here"


@pytest.mark.slow
def test_a_bento_holds_the_program_and_nothing_else(checkout: Path, tmp_path: Path):
    environment = os.environ | {"BENTOML_HOME": str(tmp_path / "home"), "PYTHONPATH": str(checkout)}
    command = [str(Path(sys.executable).parent / "bentoml"), "build", "--output", "tag", str(checkout)]
    built = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stderr[-2000:]
    (source,) = (tmp_path / "home").glob("bentos/*/*/src")
    packed = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    meant = {p for p in packed if p in ALONE or (p.split("/")[0] in PACKAGES and Path(p).suffix in SUFFIXES)}
    assert packed == meant, sorted(packed - meant)
    assert {"serving/service.py", "serving/web/templates/base.html", "serving/web/static/htmx.min.js"} <= packed


def test_importing_the_service_opens_nothing(tmp_path: Path):
    environment = os.environ | {"POVERTY_RISK_STATE": str(tmp_path / "state"), "POVERTY_RISK_RUN": str(tmp_path / "no")}
    code = (
        "import serving.service, sys; print([m for m in ('mlflow', 'evidently', 'shap', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr[-2000:]
    assert not (tmp_path / "state").exists()
