"""The check over a record store: as known on the day, inside the scope, exempted with an end, said in a workbook."""

import json
from dataclasses import replace
from datetime import date

import pytest
import python_calamine

from features.department import Department
from features.errors import DeclarationError, MappingError
from features.quality.check import check
from features.quality.exemptions import Exemption, end, exempt, read_exemptions, standing
from features.quality.rule import Rule, Severity, rules
from features.quality.workbook import write_quality
from features.scope import Scope
from features.text import Text
from tests.features.ascii_store import county

TODAY = date(2026, 6, 30)
CLAIMS = """
    record_id | household_id | person_id | total_fen | fund_paid_fen | self_paid_fen | self_paid_in_catalogue_fen | setting   | happened_on | known_on
    C1        | H1           | P1        | 100000    | 60000         | 30000         | 20000                      | inpatient | 2026-05-01  | 2026-05-20
    C2        | H3           | P4        | 100000    | 60000         | 30000         | 20000                      | inpatient | 2026-05-01  | 2026-07-20
"""  # noqa: E501
ONE = {"claim_does_not_add_up": rules()["claim_does_not_add_up"]}


COUNTY = Scope(("99",))


def found(records, scope=COUNTY, as_of=TODAY, **more):
    return check(records, as_of, scope, chosen=ONE, **more).findings


def test_a_finding_names_household_village_department_and_says_what_is_wrong(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    row = found(records).iloc[0]
    assert (row["household_id"], row["person_id"], row["area_code"]) == ("H1", "P1", "990101001001")
    assert (row["severity"], row["mends"]) == ("error", "medical_insurance")
    assert row["zh"] == "基金支付加个人负担与总费用相差100.00元"


def test_what_was_not_known_on_the_day_is_not_found(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    assert list(found(records)["household_id"]) == ["H1"]
    assert sorted(found(records, as_of=date(2026, 8, 1))["household_id"]) == ["H1", "H3"]


def test_a_township_sees_only_its_own(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    assert list(found(records, Scope(("990101002",)), date(2026, 8, 1))["household_id"]) == ["H3"]
    assert found(records, Scope(())).empty


def exempted(tmp_path, until):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    (tmp_path / "s" / "exemptions.toml").write_text(
        f'[[exemption]]\nrule = "claim_does_not_add_up"\nsubject = "H1"\nwhy = "w"\nowner = "o"\nuntil = {until}\n',
        encoding="utf-8",
    )
    return check(records, TODAY, Scope.everything(), chosen=ONE, exemptions=read_exemptions(tmp_path / "s"))


def test_an_exempted_finding_stays_visible_with_reason_owner_and_end(tmp_path):
    checked = exempted(tmp_path, "2026-06-30")
    assert list(checked.findings["exempt"]) == ["w（o，至2026-06-30）"]
    assert list(checked.counts["exempted"]) == [1]


def test_an_expired_exemption_no_longer_counts(tmp_path):
    assert list(exempted(tmp_path, "2026-06-29").findings["exempt"]) == [""]


GIVEN = Exemption(
    rule="claim_does_not_add_up", subject="H1", why='因"更正"在途\\', owner="王", until=date(2026, 12, 31)
)


def test_an_exemption_that_was_given_holds_until_it_is_ended(tmp_path):
    exempt(tmp_path, GIVEN, TODAY)
    assert read_exemptions(tmp_path) == [GIVEN]
    end(tmp_path, GIVEN.rule, "H1", by="李", on=TODAY)
    given = read_exemptions(tmp_path)
    assert standing(given, TODAY) == {} and len(given) == 2, "what was given stays on the list"
    with pytest.raises(MappingError, match="no such exemption"):
        end(tmp_path, GIVEN.rule, "H1", by="李", on=TODAY)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"why": " "}, "needs a reason"),
        ({"owner": ""}, "needs a reason and somebody"),
        ({"until": date(2026, 6, 29)}, "today or later"),
        ({"until": date(2027, 7, 2)}, "within a year"),
    ],
)
def test_an_exemption_without_reason_owner_or_near_end_is_refused(tmp_path, wrong, said):
    with pytest.raises(MappingError, match=said):
        exempt(tmp_path, replace(GIVEN, **wrong), TODAY)
    assert read_exemptions(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('rule = "x"\nsubject = "H1"\nwhy = "w"\nowner = "o"\nuntil = 2026-01-01', "no rule 'x'"),
        ('rule = "no_head"\nsubject = "H1"\nwhy = "w"\nowner = "o"', "missing until"),
        ('rule = "no_head"\nsubject = "H1"\nwhy = "w"\nowner = "o"\nuntil = "2026"', "must be a day"),
    ],
)
def test_an_unfinished_exemption_is_refused(tmp_path, line, said):
    (tmp_path / "exemptions.toml").write_text(f"[[exemption]]\n{line}\n", encoding="utf-8")
    with pytest.raises(MappingError, match=said):
        read_exemptions(tmp_path)


def test_a_rule_without_a_silent_example_cannot_be_declared():
    import features.quality.rules.members.no_head as module

    words = Text(zh="一", en="a")
    rule = Rule(
        label=words, says=words, severity=Severity.ERROR, mends=Department.TOWNSHIP, find="", fires={"members": ""}
    )
    with pytest.raises(DeclarationError, match="firing and a silent"):
        rule.placed(module, "features.quality.rules")


def test_the_workbook_holds_summary_rules_findings_and_those_that_never_fired(tmp_path):
    records = county(tmp_path / "s", medical_claims=CLAIMS)
    checked = check(records, TODAY, Scope.everything())
    book, said = write_quality(checked, records, tmp_path / "out", Scope.everything())
    with python_calamine.load_workbook(str(book)) as read:
        sheets = {n: read.get_sheet_by_name(n).to_python() for n in read.sheet_names}
    assert [n.split()[0] for n in sheets] == ["汇总", "规则", "明细"]
    cells = [str(c) for rows in sheets.values() for row in rows for c in row]
    assert "从未触发 never fired" in cells
    assert "T" in cells and "V" in cells  # township and village by name
    content = json.loads(said.read_text(encoding="utf-8"))
    assert content["by_rule"]["claim_does_not_add_up"] == 1
    assert "claim_does_not_add_up" not in content["never_fired"]
