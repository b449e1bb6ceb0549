"""What is typed of a visit is kept as it is typed, so that a lost connection or a flat battery loses nothing."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.access.caller import Caller
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.base import now
from serving.database.visits import Draft, Visit
from serving.visits.answers import RESULTS

PLAIN = ("result", "visited_on", "by_telephone", "wrong", *(f"reason_{result}" for result in RESULTS))
WRITTEN = ("words", "wrong_words")
BETWEEN = "\x1e"  # between the two free texts, which the vault keeps as one


def new_key() -> str:
    """A key for a form that was not sent yet."""
    return secrets.token_urlsafe(18)


def draft_of(session: Session, caller: Caller, household: Household) -> Draft | None:
    """What the caller has typed about a household; None if nothing."""
    mine = select(Draft).where(Draft.typed_by == caller.name, Draft.household_id == household.household_id)
    return session.scalar(mine)


def typed(session: Session, workplace: Workplace, draft: Draft | None) -> dict[str, str]:
    """The form's fields as they were typed; a fresh key and today where there is no draft."""
    if draft is None:
        return {"key": new_key(), "visited_on": str(workplace.today)}
    written = workplace.vault.words(session, [draft.words_id]).get(draft.words_id or "", "").split(BETWEEN)
    return {"key": draft.key, **draft.fields, **dict(zip(WRITTEN, written, strict=False))}


def save(session: Session, workplace: Workplace, caller: Caller, household: Household, form: Mapping[str, Any]) -> None:
    """Keep what the form holds now, however unfinished; not what was sent in the meantime."""
    if session.scalar(select(Visit.visit_id).where(Visit.key == str(form.get("key", "")))):
        return
    draft = draft_of(session, caller, household) or Draft(
        household_id=household.household_id,
        village_code=household.village_code,
        typed_by=caller.name,
        key=str(form.get("key", ""))[:48] or new_key(),
    )
    draft.fields = {name: str(form[name])[:64] for name in PLAIN if form.get(name)}
    words = BETWEEN.join(str(form.get(name, "")).replace(BETWEEN, "")[:2000] for name in WRITTEN)
    draft.words_id = workplace.vault.keep_words(session, household, words.strip(BETWEEN) and words, draft.words_id)
    draft.saved_at = now()
    session.add(draft)
    session.flush()
