"""One command from a survey's files to a list, on made-up files of the survey's form."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from features.sources.argentina_eph.files import HOUSEHOLD, PERSON
from training.__main__ import app
from training.bars import BARS, DECISIONS

pytestmark = pytest.mark.slow
QUARTERS = [(year, quarter) for year in (2005, 2006, 2007, 2008) for quarter in (1, 2, 3, 4)]
VISITED = (0, 1, 4, 5)  # two quarters, two of rest, two quarters
NEW_DWELLINGS = 45  # in every quarter
FILES = ("list.xlsx", "assessments.parquet", "evaluation.html", "evaluation.json", "model/manifest.json")


def made_up(folder: Path) -> Path:
    """Files of a rotating panel: couples whose income stays with them, but for a quarter's luck."""
    draws = np.random.default_rng(3)
    homes, people = [], []
    for first in range(len(QUARTERS)):
        for dwelling in range(NEW_DWELLINGS):
            schooling, usual = int(draws.integers(1, 7)), draws.normal(6.2, 0.5)
            age = int(draws.integers(25, 60))
            for number in (first + step for step in VISITED if first + step < len(QUARTERS)):
                wage = int(np.exp(usual + 0.12 * schooling + draws.normal(0, 0.35)))
                key = {"CODUSU": f"{first}-{dwelling}", "NRO_HOGAR": 1}
                when = dict(zip(("ANO4", "TRIMESTRE"), QUARTERS[number], strict=True))
                years = (number - first) // 4
                homes.append(key | when | {"ITF": wage, "REGION": 43, "AGLOMERADO": 4 + dwelling % 3, "REALIZADA": 1})
                people += [
                    key | when | _person(1, age + years, schooling, wage),
                    key | when | _person(2, age + years, schooling, 0),
                ]
    folder.mkdir()
    _write(homes, HOUSEHOLD, folder / "household_all.parquet", PONDERA=100, II1=3, IV7=1, DECIFR=5)
    _write(people, PERSON, folder / "person_all.parquet", CH08=1)
    ages = pd.DataFrame([(sex, age) for sex in (1, 2) for age in range(-1, 111)], columns=["CH04", "CH06"])
    ages.assign(adequi=1.0).to_csv(folder / "adult_equivalents.csv", index=False)
    return folder


def _person(number: int, age: int, schooling: int, wage: int) -> dict[str, int]:
    works = {"ESTADO": 1, "CAT_OCUP": 3, "PP04D_COD": 72110 + min(4, schooling)} if wage else {"ESTADO": 3}
    who = {"COMPONENTE": number, "CH03": number, "CH04": number, "CH06": age, "NIVEL_ED": schooling}
    return who | works | {"P21": wage, "P47T": wage}


def _write(rows: list[dict], columns: tuple[str, ...], path: Path, **constant: int) -> None:
    frame = pd.DataFrame(rows)
    full = {n: frame[n].fillna(0) if n in frame else constant.get(n, 0) for n in columns}
    pd.DataFrame(full, index=frame.index).to_parquet(path)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    made = tmp_path_factory.mktemp("survey")
    quarters = ["--train-until", "2006Q4", "--test-from", "2007Q2"]
    folders = ["--folder", str(made_up(made / "files")), "--out", str(made / "out")]
    found = CliRunner().invoke(app, ["eph", *folders, *quarters, "--replicates", "50"])
    assert found.exit_code == 0, found.output
    return made / "out"


@pytest.fixture(scope="module")
def evaluation(out):
    return json.loads((out / "evaluation.json").read_text(encoding="utf-8"))


def test_one_command_leaves_a_list_assessments_an_evaluation_and_a_model(out):
    assert [name for name in FILES if not (out / name).is_file()] == []


def test_the_evaluation_says_of_every_bar_of_a_survey_whether_it_is_met(evaluation):
    assert [bar["name"] for bar in evaluation["bars"]] == [b.name for b in BARS if b.outcome != DECISIONS]
    assert all(bar["met"] is not None for bar in evaluation["bars"] if bar["value"] is not None)


def test_nobody_judged_was_visited_before_the_test_began(evaluation):
    assert min(evaluation["judged_on"]) >= "2007-04-01"


def test_contributions_add_up_and_the_twin_without_money_is_judged_beside_the_model(evaluation):
    assert evaluation["contributions_max_error"] <= 1e-9
    assert evaluation["robustness_without_money"]["all"]["without_money"]["auc"]["value"] is not None


def test_what_a_visit_found_before_tells_who_falls_again(evaluation):
    part = evaluation["return_risk"]["all"]
    assert part["model"]["auc"]["value"] > part["random"]["auc"]["value"] + 0.1
