"""Who is whom: found despite typing errors, explained, decided by people, remembered and taken back."""

import shutil
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from features.errors import IntakeError
from features.intake.journal import Journal
from features.intake.withdrawal import withdraw
from features.linkage.decisions import Decision, Verdict, aliases, record, standing
from features.linkage.households import household_history, same_family
from features.linkage.link import LIKELY, REVIEW, likely_pairs
from features.linkage.merging import merge, undo
from features.linkage.review import duplicates, read_review, write_review
from features.records import Records
from features.scope import Scope
from features.sources.invented_county.people import invented_people
from features.synthetic.county import invent
from tests.features.ascii_store import county
from tests.features.intake.sent import AREAS, CLAIMS, PEOPLE, RECEIVED, number, store, take, workbook

EVERYTHING = Scope.everything()
TODAY = date(2026, 6, 30)
TYPED = 0.05  # of the cells are mistyped


def mistyped(frame, rng):
    frame = frame.copy()
    for column in ("name", "number", "phone", "born_on"):
        frame[column] = [_typo(text, rng) for text in frame[column]]
    return frame.assign(person_id="X" + frame["person_id"])


def _typo(text, rng):
    if rng.random() > TYPED:
        return text
    at = rng.integers(len(text))
    letters = "0123456789" if text[at].isdigit() or text[at] == "X" else "伟芳娜敏静丽强磊"
    return text[:at] + letters[rng.integers(len(letters))] + text[at + 1 :]


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    made = invent(tmp_path_factory.mktemp("c") / "county", households=250, seed=5, months=24, last=TODAY)
    members = made.records.rows("members", TODAY, EVERYTHING).drop_duplicates("person_id")
    homes = made.records.rows("households", TODAY, EVERYTHING).drop_duplicates("household_id", keep="last")
    found = invented_people(members, 1).merge(members[["person_id", "household_id", "born_on", "sex"]], on="person_id")
    found["village_code"] = found["household_id"].map(homes.set_index("household_id")["village_code"])
    return found.assign(born_on=found["born_on"].dt.strftime("%Y-%m-%d"))


def f1(pairs, people, least):
    found = {frozenset((p.left, p.right)) for p in pairs if p.probability >= least}
    truth = {frozenset((p, "X" + p)) for p in people["person_id"]}
    return 2 * len(found & truth) / (len(found) + len(truth))


def test_people_are_found_in_a_file_with_one_cell_in_twenty_mistyped(people):
    typed = mistyped(people, np.random.default_rng(2))
    pairs = likely_pairs(people, typed)
    assert f1(pairs, people, LIKELY) >= 0.98
    assert f1(pairs, people, REVIEW) >= 0.98
    assert all(-60 < bits < 60 for p in pairs for _, bits in p.why.values())
    assert set(pairs[0].why) == {"name", "number", "born_on", "phone", "sex", "village_code"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_without_identity_numbers_a_reviewer_is_shown_nearly_all_and_nobody_is_called_likely_wrongly(people, seed):
    typed = mistyped(people, np.random.default_rng(seed)).assign(number=None)
    pairs = likely_pairs(people, typed)
    assert f1(pairs, people, REVIEW) >= 0.98
    likely = [p for p in pairs if p.probability >= LIKELY]
    assert all("X" + min(p.left, p.right) == max(p.left, p.right) for p in likely)
    assert len(likely) >= 0.9 * len(people)


def test_too_few_people_are_said_so():
    with pytest.raises(IntakeError, match="too few"):
        likely_pairs(pd.DataFrame(columns=["person_id", "name", "number", "born_on", "phone", "sex", "village_code"]))


# --- decisions ---

AGAIN = ["A-3", "林一", number("99010119800101009"), "户主", "19800101", "清溪镇", "一村", "是", "2015-01-01"]
BILL = ["70", "0", "70", "70", "门诊", "2026-05-09"]


@pytest.fixture
def twice(tmp_path):
    """A county in which 林一 is entered twice, with claims under both numbers; the two keys."""
    take(tmp_path, areas=AREAS, people=[*PEOPLE, AGAIN], claims=[*CLAIMS, ["S9", AGAIN[2], *BILL]])
    records = store(tmp_path)
    members = records.rows("members", RECEIVED, EVERYTHING)
    (one, other) = members[members["born_on"] == "1980-01-01"].sort_values("happened_on")["person_id"]
    return records, one, other


def decision(person, stands_for, verdict=Verdict.SAME, by="李审核"):
    return Decision(person=person, stands_for=stands_for, verdict=verdict, by=by, on=RECEIVED)


def of(records, name, person):
    rows = records.rows(name, RECEIVED, EVERYTHING)
    return rows[rows["person_id"] == person]


def test_a_merge_moves_the_records_and_ends_the_double_membership(twice):
    records, one, other = twice
    merge(records, decision(other, one))
    assert len(of(records, "medical_claims", one)) == 3
    assert of(records, "medical_claims", other).empty
    assert of(records, "members", other).empty
    assert len(of(records, "members", one)) == 1


def counted(records, one, other):
    return [len(of(records, n, p)) for n in ("members", "medical_claims", "identities") for p in (one, other)]


@pytest.mark.parametrize("turned", [False, True])
def test_a_merge_can_be_taken_back_whole_whoever_is_named_first(twice, turned):
    records, one, other = twice
    before = counted(records, one, other)
    merge(records, decision(other, one))
    undo(records, *((one, other) if turned else (other, one)), by="李审核", on=RECEIVED)
    assert counted(records, one, other) == before
    assert aliases(records.root) == {}


class Killed(BaseException):
    """Thrown where a process is to die."""


class Death:
    """Dies at the `at`-th file that is renamed or written on to below a store."""

    at = 0

    def __call__(self, event, details):
        if self.at and (event == "os.rename" or (event == "open" and details[1] == "a")) and "store" in str(details[0]):
            self.at -= 1
            if not self.at:
                raise Killed


DEATH = Death()
sys.addaudithook(DEATH)


@contextmanager
def dying(at):
    """Whether it died, in a list: it may be done before."""
    died = []
    DEATH.at = at
    try:
        yield died
    except Killed:
        died.append(True)
    finally:
        DEATH.at = 0


def killed_anywhere_and_done_again(records, act):
    """The stores in which `act` was killed at one place after another, and then done again."""
    for at in range(1, 100):
        place = Path(shutil.copytree(records.root, records.root.parent / f"killed-{at}" / "store"))
        with dying(at) as died:
            act(Records(place))
        if not died:
            return
        act(Records(place))
        yield Records(place)


def test_a_merge_killed_anywhere_is_whole_when_it_is_done_again(twice):
    records, one, other = twice
    before = counted(records, one, other)
    done = list(killed_anywhere_and_done_again(records, lambda it: merge(it, decision(other, one))))
    assert len(done) >= 4
    for again in done:
        assert counted(again, one, other) == [1, 0, 3, 0, 1, 0]
        assert aliases(again.root) == {other: one}
        undo(again, other, one, by="李审核", on=RECEIVED)
        assert counted(again, one, other) == before


def test_taking_a_merge_back_killed_anywhere_is_whole_when_it_is_done_again(twice):
    records, one, other = twice
    before = counted(records, one, other)
    merge(records, decision(other, one))
    taken_back = killed_anywhere_and_done_again(records, lambda it: undo(it, other, one, by="李审核", on=RECEIVED))
    done = list(taken_back)
    assert len(done) >= 4
    for again in done:
        assert counted(again, one, other) == before
        assert aliases(again.root) == {}


def test_of_three_entries_of_one_person_all_records_end_with_the_one_that_stays(tmp_path):
    third = ["A-4", "林一", number("99010119800101017"), "户主", "19800101", "清溪镇", "一村", "是", "2015-01-01"]
    claims = [
        [f"S{at}", entry[2], "70", "0", "70", "70", "门诊", "2026-05-09"] for at, entry in ((9, AGAIN), (10, third))
    ]
    take(tmp_path, areas=AREAS, people=[*PEOPLE, AGAIN, third], claims=[*CLAIMS, *claims])
    records = store(tmp_path)
    members = records.rows("members", RECEIVED, EVERYTHING)
    lin, chen, zhou = members[members["born_on"] == "1980-01-01"]["person_id"]
    total = sum(len(of(records, "medical_claims", person)) for person in (lin, chen, zhou))
    home = of(records, "members", zhou)["household_id"].item()
    merge(records, decision(chen, zhou))
    merge(records, decision(lin, chen))
    claims = of(records, "medical_claims", zhou)
    assert len(claims) == total
    assert set(claims["household_id"]) == {home}
    with pytest.raises(IntakeError, match="one person already"):
        merge(records, decision(zhou, lin))


def test_nothing_goes_to_a_person_who_is_no_member_any_more(twice):
    records, one, other = twice
    merge(records, decision(other, one))
    undo(records, other, one, by="李审核", on=RECEIVED)
    batch = next(b for b in Journal(records.root).batches() if b.export == "people")
    withdraw(records, batch.number, on=RECEIVED, by="李审核")
    with pytest.raises(IntakeError, match="no member on record"):
        merge(records, decision(other, one))


def test_a_later_file_of_the_merged_person_goes_to_the_one_that_stays(twice, tmp_path):
    records, one, other = twice
    merge(records, decision(other, one))
    take(tmp_path, claims=[CLAIMS[0], ["S10", AGAIN[2], "5", "0", "5", "5", "门诊", "2026-05-11"]])
    assert len(of(records, "medical_claims", one)) == 4


def test_not_a_duplicate_is_remembered(twice):
    records, one, other = twice
    record(records.root, decision(one, other, Verdict.DIFFERENT))
    assert list(standing(records.root)) == [tuple(sorted((one, other)))]
    assert aliases(records.root) == {}


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (("P1", "P1", Verdict.SAME, "李"), "two"),
        (("P1", "P2", Verdict.SAME, " "), "who decides"),
        (("P1", "P2", Verdict.UNDONE, "李"), "no decision"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(tmp_path, made, said):
    with pytest.raises(IntakeError, match=said):
        record(tmp_path, decision(*made))


def test_the_review_workbook_is_filled_read_back_and_asked_only_once(people, tmp_path):
    doubled = [["户编号", "姓名", "证件号码", "与户主关系", "出生日期", "乡镇", "行政村", "是否脱贫户", "起始日期"]]
    some = people.head(40)
    for at, row in enumerate(some.to_dict("records")):
        own = [f"B-{at}", row["name"], row["number"], "户主", row["born_on"], "清溪镇", "一村", "否", "2010-01-01"]
        doubled.append(own)
    first = doubled[1]
    wrong = first[2][:5] + str((int(first[2][5]) + 1) % 10) + first[2][6:]
    doubled.append(["C-0", first[1], wrong, *first[3:]])
    take(tmp_path, areas=AREAS, people=doubled)
    records = store(tmp_path)
    pairs = duplicates(records)
    assert len(pairs) == 1
    path = write_review(records, pairs, tmp_path / "review.xlsx", RECEIVED)
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert read_review(records, path, by="李审核", on=RECEIVED) == []  # nothing filled in, nothing decided
    headings = ["人员标识甲", "人员标识乙", "结论", "理由"]
    filled = workbook(tmp_path / "filled.xlsx", [headings, [pairs[0].left, pairs[0].right, "否", "双胞胎"]])
    (made,) = read_review(records, filled, by="李审核", on=RECEIVED)
    assert (made.verdict, made.why) == (Verdict.DIFFERENT, "双胞胎")
    assert duplicates(records) == []
    assert Journal(records.root).batches()[-1].export == "people"  # nothing was merged


# --- households over time ---


def test_splits_mergers_moves_and_new_heads_are_followed(tmp_path):
    records = county(
        tmp_path / "s",
        households="""
            record_id | household_id | village_code | came_from_household_id | ended_on   | happened_on | known_on
            H1        | H1           | 990101001001 | -                      | -          | 2010-01-01  | 2010-01-01
            H1        | H1           | 990101002001 | -                      | -          | 2010-01-01  | 2024-05-05
            H2        | H2           | 990101001001 | H1                     | -          | 2023-03-01  | 2023-03-20
            H3        | H3           | 990101001001 | -                      | 2025-01-10 | 2010-01-01  | 2025-02-01
        """,
        members="""
            record_id | household_id | person_id | relation | left_on    | left_by  | equivalent_adults | happened_on | known_on
            M1        | H1           | P1        | head     | 2024-01-01 | death    | 1                 | 2010-01-01  | 2024-02-01
            M2        | H1           | P2        | head     | -          | -        | 1                 | 2024-01-02  | 2024-02-01
            M3        | H3           | P3        | head     | 2025-01-10 | marriage | 1                 | 2010-01-01  | 2025-02-01
            M4        | H2           | P3        | spouse   | -          | -        | 1                 | 2025-01-10  | 2025-02-01
        """,  # noqa: E501
    )
    history = household_history(records, TODAY, EVERYTHING)
    assert [tuple(r) for r in history[["household_id", "event"]].values] == [
        ("H1", "lost_a_part"),
        ("H2", "split_off"),
        ("H1", "head_changed"),
        ("H1", "moved"),
        ("H3", "merged_into"),
    ]
    assert same_family(history) == {"H1": "H1", "H2": "H1", "H3": "H1"}
    assert household_history(records, date(2023, 3, 1), EVERYTHING).empty
