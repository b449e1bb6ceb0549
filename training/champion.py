"""Which trained model is in use: one small file, replaced whole, with the name of the person who decided.

`champion.json` lies beside the models' folders::

    {"model": "2026-10-31-ab12cd34", "model_id": "…", "promoted_by": "…", "promoted_on": "2026-11-22",
     "why": "…", "before": [ …the same for each earlier champion, latest first, "rejected" if rolled back… ]}
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from features.errors import ModelFileError
from models.trained import Trained

POINTER = "champion.json"


@dataclass(frozen=True, kw_only=True)
class Champion:
    """The model in use; `model` is the name of its folder beside the pointer."""

    model: str
    model_id: str
    promoted_by: str
    promoted_on: str
    why: str
    before: list[dict[str, Any]] = field(default_factory=list)


def champion(folder: Path) -> Champion:
    """The champion among the models in `folder`; raises ModelFileError if none was promoted."""
    path = folder / POINTER
    if not path.is_file():
        raise ModelFileError(f"{folder.name}: no model has been promoted; run `python -m training promote`")
    try:
        return Champion(**json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, ValueError):
        raise ModelFileError(f"{POINTER} in {folder.name} cannot be read; promote a model again") from None


def champion_folder(folder: Path) -> Path:
    """The folder of the model in use."""
    return folder / champion(folder).model


def promote(folder: Path, model: str, *, by: str, on: date, why: str) -> Champion:
    """Put the model in `folder/model` to use; it is loaded first, so that a damaged one is refused.

    Raises ModelFileError without a person's name or a reason: no model promotes itself.
    """
    if Path(model).name != model:
        raise ModelFileError("promotion names a model's folder beside champion.json, not a path: give its name")
    return _put_to_use(folder, model, _before(folder), by=by, on=on, why=why)


def _put_to_use(folder: Path, model: str, before: list[dict[str, Any]], *, by: str, on: date, why: str) -> Champion:
    if not by.strip() or not why.strip():
        raise ModelFileError("promotion needs a person's name and a reason: give --by and --why")
    made = Champion(
        model=model,
        model_id=Trained.load(folder / model).manifest.model_id,
        promoted_by=by.strip(),
        promoted_on=on.isoformat(),
        why=why.strip(),
        before=before,
    )
    _replace(folder / POINTER, made)
    return made


def roll_back(folder: Path, *, by: str, on: date, why: str) -> Champion:
    """Put the latest champion before this one that was not itself rejected back to use.

    Raises ModelFileError if there was none, or without a person's name and a reason.
    """
    now = champion(folder)
    lasts: dict[str, bool] = {}  # the models used so far, latest first: was its last use ended by a roll-back?
    for one in now.before:
        lasts.setdefault(one["model"], one.get("rejected", False))
    earlier = [model for model, rejected in lasts.items() if model != now.model and not rejected]
    if not earlier:
        raise ModelFileError(f"{folder.name}: there is no earlier champion to go back to; promote a model instead")
    return _put_to_use(folder, earlier[0], _before(folder, rejected=True), by=by, on=on, why=why)


def _before(folder: Path, *, rejected: bool = False) -> list[dict[str, Any]]:
    """The champions so far, latest first; the present one marked if it was `rejected`."""
    if not (folder / POINTER).is_file():
        return []
    now = asdict(champion(folder))
    mark = {"rejected": True} if rejected else {}
    return [{k: v for k, v in now.items() if k != "before"} | mark, *now["before"]]


def _replace(path: Path, made: Champion) -> None:
    number, partial = tempfile.mkstemp(dir=path.parent, prefix=".champion-", suffix=".partial")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(json.dumps(asdict(made), indent=1, ensure_ascii=False))
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
