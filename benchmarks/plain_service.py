"""A FastAPI service with nothing around the model: vectors in memory, no sign-in, no audit, no masking."""

import features.environment  # noqa: F401  isort: skip

import json
import os
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from features.holdings import Holdings
from features.vector import model_matrix
from models.assess import assess, numbers
from models.lists.assessing import earlier_than
from models.trained import Trained
from serving.run import Run

RUN = Run(Path(os.environ["PLAIN_RUN"]))
TRAINED = Trained.load(RUN.champion_folder())
HELD = Holdings.open(RUN.root)
DAY = max(HELD.vectors.dates)
NOW, BEFORE = (HELD.vectors.read([day]).set_index("household_id", drop=False) for day in (DAY, earlier_than(DAY)))
PEOPLE = HELD.population[HELD.population["as_of"] == str(DAY)]
app = FastAPI()


class Question(BaseModel):
    """One household."""

    household_id: str


@app.get("/up")
def up() -> bool:
    """Whether it answers."""
    return True


@app.post("/numbers")
def numbers_of(question: Question) -> dict[str, Any]:
    """Index and risk of one household."""
    row = NOW.loc[[question.household_id]].reset_index(drop=True)
    names = list({*TRAINED.index.names, *TRAINED.risk.names})
    return json.loads(numbers(TRAINED, row, model_matrix(row, names)).to_json(orient="records", date_format="iso"))[0]


@app.post("/assess")
def assess_one(question: Question) -> dict[str, Any]:
    """The whole assessment of one household."""
    row, before = (frame.loc[[question.household_id]].reset_index(drop=True) for frame in (NOW, BEFORE))
    made = assess(TRAINED, row, before, PEOPLE, HELD.standards).table
    return json.loads(made.to_json(orient="records", date_format="iso"))[0]
