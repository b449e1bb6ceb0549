"""What every declared status and move must keep, whoever adds one."""

import pytest

from serving.access.right import Right
from serving.access.role import Reach, roles
from serving.cases.asked import Form
from serving.cases.guards import check_others_prepared
from serving.cases.status import STAYS, Aim, Move, Status, statuses

MOVES = [(status, move) for status in statuses().values() for move in status.moves]


def named(one: object) -> str:
    return one.name if isinstance(one, Status | Move) else str(one)


def test_the_procedure_has_the_nine_steps_in_their_order_and_an_end_without_identification():
    assert [status.label.zh for status in statuses().values()] == [
        *("线索", "入户核查", "承诺授权", "信息比对", "评议公示", "乡镇审核", "县级审定", "帮扶", "风险消除"),
        "结案（未纳入）",
    ]


def test_every_status_is_reached_from_a_clue_and_leads_to_an_end():
    reached, fresh = {"clue"}, ["clue"]
    while fresh:
        fresh = [m.to for m in statuses()[fresh.pop()].moves if m.to not in (STAYS, *reached)] + fresh
        reached |= set(fresh)
    assert reached == set(statuses())
    for status in statuses().values():
        assert status.over or any(move.to != STAYS for move in status.moves), status.name


@pytest.mark.parametrize(("status", "move"), MOVES, ids=named)
def test_somebody_may_make_every_move_and_no_helper_decides(status: Status, move: Move):
    may = [role for role in roles().values() if role.may(move.right)]
    assert may
    if move.decision:
        assert move.right is Right.DECIDE
        assert all(role.reach is Reach.COUNTY for role in may)


@pytest.mark.parametrize(("status", "move"), MOVES, ids=named)
def test_whoever_approves_did_not_prepare(status: Status, move: Move):
    if move.right in (Right.REVIEW, Right.DECIDE) and not move.back:
        assert check_others_prepared in move.guards


@pytest.mark.parametrize(("status", "move"), MOVES, ids=named)
def test_whatever_goes_back_or_breaks_off_says_why(status: Status, move: Move):
    if move.back or move.to == "closed":
        words = [asked for asked in move.asks if asked.form is Form.WORDS]
        assert words
        assert words[0].required or move.name == "not_confirmed"


@pytest.mark.parametrize(("status", "move"), MOVES, ids=named)
def test_every_guard_says_in_a_sentence_what_it_asks(status: Status, move: Move):
    for guard in move.guards:
        assert (guard.__doc__ or "").strip().endswith("."), guard.__name__


def test_every_aim_has_a_way_to_its_end():
    ends = {Aim.IDENTIFICATION: "help", Aim.ELIMINATION: "eliminated"}
    for aim, end in ends.items():
        assert any(move.to == end and aim in move.aims and not move.back for _, move in MOVES)
