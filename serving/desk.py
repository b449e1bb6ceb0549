"""Where questions of programs are answered, whichever door they came by: REST, native endpoint or job."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import NotThereError, TooLargeError
from features.feature import features
from serving.access.caller import Caller
from serving.answers import Assessment, Contribution, Explanation, Prediction, assessment_of, prediction_of, words
from serving.assessor import Assessed, Assessor, check_day
from serving.database.areas import Household
from serving.database.engine import saw
from serving.posted import Posted
from serving.questions import BatchQuestion, Question, Records, rows_in
from serving.settings import Settings

MOST_ROWS = 2000  # rows of records per household that is stated


@dataclass(frozen=True)
class Desk:
    """Answers within a caller's reach; `session` is a session of that reach."""

    assessor: Assessor
    settings: Settings

    def assess(self, question: Question, caller: Caller, session: Session) -> Assessment:
        """One household's assessment."""
        return answered(self._one(question, caller, session), caller)[0]

    def assess_batch(self, question: BatchQuestion, caller: Caller, session: Session) -> list[Assessment]:
        """Many households' assessments; those that did not exist on the day are left out."""
        limit = self.settings.number("batch_households")
        if question.households is None:
            return answered(self.stated(question.records or {}, question.as_of, caller, limit), caller)
        if len(question.households) > limit:
            raise TooLargeError(f"一次最多{limit}户，更多请用/v1/jobs", f"at most {limit} at once; use /v1/jobs")
        return answered(self.known(question.households, question.as_of, session), caller)

    def explain(self, question: Question, caller: Caller, session: Session) -> Explanation:
        """One household's assessment with every contribution."""
        asked = self._one(question, caller, session)
        made, base = contributions(asked, caller)
        return Explanation(
            assessment=answered(asked, caller)[0],
            base=base,
            contributions=made,
            unknown=[words(features()[name].label) for name in asked.unknown],
        )

    def predict(self, question: Question, caller: Caller, session: Session) -> Prediction:
        """One household's numbers without reasons."""
        if question.household_id is None:
            return Prediction.model_validate(self.assess(question, caller, session).model_dump())
        area = self._area([question.household_id], session)
        table = self.assessor.numbers([question.household_id], self._day(question.as_of), area)
        return prediction_of(table.to_dict("records")[0])

    def _one(self, question: Question, caller: Caller, session: Session) -> Assessed:
        if question.household_id is not None:
            return self.known([question.household_id], question.as_of, session)
        return self.stated(question.records or {}, question.as_of, caller, 1)

    def known(self, households: Sequence[str], as_of: date | None, session: Session) -> Assessed:
        """Households of the records; raises NotThereError if one is out of reach."""
        wanted = list(dict.fromkeys(households))
        return self.assessor.known(wanted, self._day(as_of), self._area(wanted, session))

    def _area(self, wanted: Sequence[str], session: Session) -> str:
        """The area the households have in common; raises NotThereError if one of them is out of reach."""
        found = session.scalars(select(Household).where(Household.household_id.in_(wanted))).all()
        missing = len(wanted) - len(found)
        if missing:
            raise NotThereError(
                f"其中{missing}户在您的辖区内不存在", f"{missing} of the households do not exist within your area"
            )
        saw(session, wanted)
        return _common_area([h.village_code for h in found])

    def stated(self, records: Records, as_of: date | None, caller: Caller, households: int) -> Assessed:
        """Households of whom the caller states the records; nothing of them is kept."""
        most = MOST_ROWS * households
        if rows_in(records) > most:
            raise TooLargeError(f"最多{most}条记录，更多请用/v1/jobs", f"at most {most} rows; use /v1/jobs for more")
        return self.assessor.posted(Posted(records, self._day(as_of), caller.within.scope))

    def _day(self, as_of: date | None) -> date:
        latest = self.assessor.latest()
        return latest if as_of is None else check_day(as_of, max(self.settings.day(), latest))


def _common_area(villages: list[str]) -> str:
    """The smallest area that holds all villages: a township, or the county."""
    first = villages[0]
    return first[:9] if all(v.startswith(first[:9]) for v in villages) else first[:6]


def answered(asked: Assessed, caller: Caller) -> list[Assessment]:
    """Assessments as `caller` may read them."""
    return [assessment_of(row, caller) for row in asked.table.to_dict("records")]


def contributions(asked: Assessed, caller: Caller) -> tuple[list[Contribution], float]:
    """The first household's contributions, the largest first, and their base.

    A value the caller may not see is left out.
    """
    (values, base), row = asked.contributions(), asked.vectors.iloc[0]
    made = [
        Contribution(
            feature=str(name),
            words=words(features()[name].label),
            unit=features()[name].unit,
            value=None if np.isnan(row[name]) or not caller.sees(features()[name].privacy) else float(row[name]),
            contribution=float(values[name]),
        )
        for name in values.index
    ]
    return sorted(made, key=lambda one: -abs(one.contribution)), base
