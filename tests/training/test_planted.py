"""The planted truth stays with the evaluation."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MAY_READ = ("training/planted.py", "features/synthetic/")


def test_nobody_but_the_evaluation_names_a_column_of_the_truth():
    wrong = []
    for package in ("features", "models", "training", "serving", "monitoring"):
        for path in (ROOT / package).rglob("*.py"):
            place = path.relative_to(ROOT).as_posix()
            text = path.read_text(encoding="utf-8")
            if not place.startswith(MAY_READ) and any(w in text for w in ('"true_risk"', '"would_fall"', "true_risk ")):
                wrong.append(place)
    assert not wrong, wrong
