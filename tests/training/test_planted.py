"""The planted truth stays with the evaluation: nothing else reads it, and no model changes with it."""

import ast
import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from features.holdings import POPULATION
from features.synthetic.county import invent
from features.whole import write_rows
from training import steps
from training.fit import choose, train
from training.learning import Material, lesson
from training.place import Place
from training.planted import read_truth
from training.search import Budget
from training.splits import for_use

ROOT = Path(__file__).parent.parent.parent
UNTIL = date(2026, 11, 22)
PACKAGES = ("features", "models", "training", "serving", "monitoring")
WORDS = re.compile(r"\b(true_risk|true_index|would_fall)\b|^(?:fallen|truth)$")
MAP = "features.synthetic.county_map"  # draws areas, knows no household
# Who may: makes it, knows the folder, removes it, hands it to the evaluation, reads it.
MAY_MAKE = ("features/synthetic/", "training/weekly_steps.py")
MAY_NAME = ("training/place.py", "training/anew.py", "training/steps.py")
MAY_READ = ("training/planted.py", "training/evaluation.py", "training/report.py")


def spoken_of(tree: ast.AST) -> set[str]:
    """The ways in which a module speaks of the truth: words in its strings, `.truth`, imports."""
    found = set()
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            found |= {word.group() for word in WORDS.finditer(node.value)}
        elif isinstance(node, ast.Attribute) and WORDS.fullmatch(node.attr):
            found.add(f".{node.attr}")
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = {getattr(node, "module", None) or "", *(alias.name for alias in node.names)} - {MAP}
            found |= {n for n in names if n.startswith(("training.planted", "features.synthetic")) or n == "planted"}
    return found


def test_nobody_but_the_evaluation_speaks_of_the_truth():
    wrong = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            place = path.relative_to(ROOT).as_posix()
            found = spoken_of(ast.parse(path.read_text(encoding="utf-8")))
            if found and not place.startswith((*MAY_MAKE, *MAY_NAME, *MAY_READ)):
                wrong[place] = found
    assert not wrong, wrong


@pytest.mark.parametrize(
    "line",
    [
        "from training.planted import read_truth",
        "from training import planted",
        "import features.synthetic.households",
        'rows["true_risk"]',
        'sql = "SELECT would_fall FROM rows"',
        "pd.read_parquet(place.truth / '0.parquet')",
        "pd.read_parquet(root / 'truth')",
    ],
)
def test_every_way_of_reading_the_truth_is_noticed(line):
    assert spoken_of(ast.parse(line))


def test_only_the_step_that_evaluates_hands_the_truth_on():
    tree = ast.parse((ROOT / "training" / "steps.py").read_text(encoding="utf-8"))
    speaking = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and spoken_of(node)]
    assert speaking == ["evaluate_models"]


def another_truth(folder: Path) -> None:
    """The planted rows dealt to other households and dates."""
    for number, path in enumerate(sorted(folder.glob("*.parquet"))):
        rows = pd.read_parquet(path)
        dealt = rows.sample(frac=1, random_state=number).reset_index(drop=True)
        pd.concat([rows[["household_id", "as_of"]], dealt.drop(columns=["household_id", "as_of"])], axis=1).to_parquet(
            path, index=False
        )


def learnt(root: Path, dates: list[date]) -> str:
    """The id of the model that a short search and training make of what lies in `root`."""
    made = Material.open(root)
    split = for_use(dates, made.population["village_code"].unique(), until=UNTIL, seed=1)
    recipe = choose(lesson(made, split), Budget(1), 1)
    return train(made, split, recipe, 1).manifest.model_id


def test_the_model_does_not_change_with_the_truth(county, tmp_path):
    shutil.copytree(county.root, tmp_path / "county")
    write_rows(county.material.population, tmp_path / "county" / POPULATION)
    dates = county.material.vectors.dates
    days = [pd.Timestamp(d) for d in dates]
    as_planted = read_truth(tmp_path / "county" / "truth", days)
    before = learnt(tmp_path / "county", dates)

    another_truth(tmp_path / "county" / "truth")
    other = read_truth(tmp_path / "county" / "truth", days)
    assert as_planted is not None and other is not None and not other["true_risk"].equals(as_planted["true_risk"])
    assert learnt(tmp_path / "county", dates) == before


@pytest.mark.slow
def test_without_any_truth_records_vectors_search_and_training_give_the_same_model(tmp_path):
    models = []
    for name in ("with", "without"):
        place = Place(tmp_path / name)
        invent(place.records, truth=place.truth, households=300, seed=5, last=UNTIL)
        if name == "without":
            shutil.rmtree(place.truth)
        steps.make_vectors(place, until=UNTIL, weeks=0)
        models.append(steps.train_models(place, budget=Budget(3), folds=2).manifest.model_id)
    assert models[0] == models[1]
