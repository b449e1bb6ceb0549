"""A record is said to be wrong: a task for the department that sent it, and its answer."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.department import Department
from features.errors import ConflictError, NotThereError, UnreadableError
from features.feature import features
from features.table import tables
from features.text import Text
from models.alert import alerts
from serving.access.caller import Caller
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.visits import Correction

LONGEST = 1000
ANSWERS: Mapping[str, Text] = {
    "corrected": Text(zh="记录有误，随下批数据更正", en="The record was wrong; the next batch corrects it"),
    "stands": Text(zh="记录无误", en="The record stands"),
    "not_ours": Text(zh="不是本部门记录", en="It is not our record"),
}


def department_of(fact: str) -> Department:
    """Who answers for an alert, feature or table; raises UnreadableError for a name that is none."""
    if fact in alerts():
        return alerts()[fact].department
    if fact in features():
        return features()[fact].department
    if fact in tables():
        return tables()[fact].department
    raise UnreadableError("请选择哪一项记录有误", "choose which record is wrong")


def label_of(fact: str) -> Text:
    """A fact's name in words; the bare name for one that is not declared any more."""
    found = alerts().get(fact) or features().get(fact) or tables().get(fact)
    return found.label if found else Text(zh=fact, en=fact)


def named(words: str) -> str:
    """The fact that is called so in either language; the words themselves if none is, which `file` refuses."""
    for name in (*alerts(), *features(), *tables()):
        label = label_of(name)
        if words in (name, label.zh, label.en):
            return name
    return words


def file(
    session: Session, workplace: Workplace, caller: Caller, household: Household, fact: str, words: str, key: str
) -> Correction:
    """Ask the fact's department whether its record is wrong; the same key again changes nothing."""
    department = department_of(fact)
    known = session.scalar(select(Correction).where(Correction.key == key))
    if known is not None:
        return known
    if len(words) > LONGEST:
        raise UnreadableError(f"说明不超过{LONGEST}字", f"write no more than {LONGEST} characters")
    correction = Correction(
        household_id=household.household_id,
        village_code=household.village_code,
        key=key,
        fact=fact,
        department=department.value,
        filed_on=workplace.today,
        filed_by=caller.name,
        due_on=workplace.calendar(household.village_code).after(workplace.today, "correction"),
        words_id=workplace.vault.keep_words(session, household, words),
    )
    session.add(correction)
    session.flush()
    return correction


def answer(
    session: Session, workplace: Workplace, caller: Caller, correction_id: int, said: str, words: str
) -> Correction:
    """The department's answer, given once."""
    correction = session.get(Correction, correction_id)
    if correction is None or correction.department != caller.department:
        raise NotThereError("没有这项更正任务", "there is no such correction for your department")
    if said not in ANSWERS:
        raise UnreadableError("请选择答复", "choose an answer")
    if correction.answer:
        raise ConflictError("此项已答复；未作任何改动", "it has been answered already: nothing was changed")
    correction.answer, correction.answered_on, correction.answered_by = said, workplace.today, caller.name
    correction.answer_words_id = workplace.vault.keep_words(session, correction, words[:LONGEST])
    return correction


def of_household(session: Session, household_id: str) -> list[Correction]:
    """A household's corrections, the latest first."""
    mine = select(Correction).where(Correction.household_id == household_id)
    return list(session.scalars(mine.order_by(Correction.correction_id.desc())))
