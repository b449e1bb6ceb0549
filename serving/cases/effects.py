"""What follows from a step for the records: a decision, help given, a consent; each found with both dates."""

from sqlalchemy.orm import Session

from serving import findings
from serving.cases.moves import GIVE_HELP, GREEN_CHANNEL
from serving.cases.status import Move
from serving.cases.workplace import Workplace
from serving.database.areas import Household
from serving.database.cases import Case, Help, Step


def follow(session: Session, workplace: Workplace, case: Case, step: Step, move: Move) -> None:
    """Do what the move means beyond its status."""
    if move.decision:
        _decided(session, workplace, case, step, move.decision)
    if move.name == GIVE_HELP:
        _helped(session, workplace, case, step)
    if move.name == GREEN_CHANNEL:
        case.green = True
    if move.consent:
        _consented(session, workplace, case, step)


def _decided(session: Session, workplace: Workplace, case: Case, step: Step, decision: str) -> None:
    findings.find(
        session,
        "status_decisions",
        case.household_id,
        record_id=f"case-{case.case_id}-{step.step_id}",
        happened_on=workplace.today,
        known_on=workplace.today,
        decision=decision,
        category=step.filled.get("category"),
        risk_type=step.filled.get("risk_type"),
        channel=case.channel,
        clue_on=case.opened_on,
    )
    case.whole_due_on = None
    if decision in ("identified", "rolled_back"):
        case.identified_on, case.ended_on = workplace.today, None
    household = session.get(Household, case.household_id)
    if household is not None and decision != "rejected":
        household.monitored = decision != "eliminated"


def _consented(session: Session, workplace: Workplace, case: Case, step: Step) -> None:
    findings.find(
        session,
        "consents",
        case.household_id,
        record_id=f"consent-{case.case_id}-{step.step_id}",
        happened_on=workplace.today.fromisoformat(step.filled["signed_on"]),
        known_on=workplace.today,
    )


def _helped(session: Session, workplace: Workplace, case: Case, step: Step) -> None:
    yuan = step.filled.get("amount")
    given = Help(
        household_id=case.household_id,
        village_code=case.village_code,
        record_id=f"help-{case.case_id}-{step.step_id}",
        measure=step.filled["measure"],
        given_on=workplace.today.fromisoformat(step.filled["given_on"]),
        amount_fen=None if yuan is None else yuan * 100,
    )
    session.add(given)
    findings.find(
        session,
        "help_given",
        case.household_id,
        record_id=given.record_id,
        happened_on=given.given_on,
        known_on=workplace.today,
        measure=given.measure,
        amount_fen=given.amount_fen,
    )
    if case.status == "help":
        case.due_on = None
