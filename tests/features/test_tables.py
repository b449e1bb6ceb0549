"""Every table found keeps the form of a contract, and a row made from the contract is taken in."""

import re
from datetime import date

import pandas as pd
import pytest

from features.contract import checked
from features.department import Department
from features.errors import ContractError, DeclarationError
from features.feature import features
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table, table, tables
from features.text import Text

every_table = pytest.mark.parametrize("contract", tables().values(), ids=lambda t: t.name)
PROCEDURE = {"status_decisions", "help_given", "visits", "helper_assignments"}
CHECKED_ONLY = {"identities", "consents", "asset_registrations", "grant_payments", "grant_receipts"}  # by intake
LEAKS = PROCEDURE | CHECKED_ONLY
AUDIT_ONLY = {"sex", "head_female", "head_ethnic_minority", "minority_township", "number_sex"}
NEVER_FEATURES = AUDIT_ONLY | {"asset", "worth_fen"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_there_are_at_least_sixteen_tables():
    assert len(tables()) >= 16


def test_the_outcomes_of_the_procedure_and_what_is_only_checked_are_on_the_leak_list():
    assert {name for name, t in tables().items() if t.leak} == LEAKS


def test_benefits_granted_after_a_clue_are_invisible():
    assert table("benefits").visible == "not after_clue"


def test_traits_are_forbidden_to_features_and_open_to_the_audit_only():
    columns = [c for t in tables().values() for c in t.columns]
    assert {c.name for c in columns if c.forbidden} == NEVER_FEATURES
    assert {c.name for c in columns if c.privacy is Privacy.AUDIT_ONLY} == AUDIT_ONLY


@every_table
def test_words_are_in_both_languages(contract):
    words = [contract.label, contract.happened]
    words += [text for c in contract.columns for text in (c.label, *c.codes.values())]
    assert all(CHINESE.search(w.zh) or w.zh.isascii() for w in words)
    assert all(not CHINESE.search(w.en) for w in words)
    assert contract.definition.endswith(".")


@every_table
def test_it_has_both_dates_and_a_key(contract):
    names = contract.all_columns
    assert {"record_id", "happened_on", "known_on", "withdrawn"} <= set(names)
    assert all(names[n].required for n in ("record_id", "happened_on", "known_on", contract.subject.value[0]))


@every_table
def test_money_is_whole_fen_and_finance_or_health(contract):
    for column in contract.columns:
        if column.name.endswith("_fen"):
            assert column.kind is Kind.FEN and column.unit == "fen" and column.at_least == 0
            assert column.privacy in (Privacy.FINANCE, Privacy.HEALTH)


@every_table
def test_numbers_have_a_unit_and_cannot_be_negative(contract):
    numbers = [c for c in contract.columns if c.kind in (Kind.NUMBER, Kind.WHOLE) and c.name != "built_year"]
    assert all(c.unit for c in numbers)
    assert all(c.at_least is not None and c.at_least >= 0 for c in numbers)


@every_table
def test_a_row_of_the_contract_is_taken_in_with_its_types(contract):
    taken = checked(contract, pd.DataFrame([row_of(contract)]))
    assert taken.column_names == list(contract.all_columns)
    assert taken.num_rows == 1 and taken.column("withdrawn").to_pylist() == [False]


@every_table
def test_a_row_that_lacks_a_required_column_is_refused(contract):
    for name, column in contract.all_columns.items():
        if column.required and name != "withdrawn":
            row = {k: v for k, v in row_of(contract).items() if k != name}
            with pytest.raises(ContractError, match=f"required column {name} is missing; add it"):
                checked(contract, pd.DataFrame([row]))


@every_table
def test_a_code_nobody_declared_is_refused(contract):
    for name, column in contract.all_columns.items():
        if column.codes:
            with pytest.raises(ContractError, match=f"column {name} has a value outside its codes"):
                checked(contract, pd.DataFrame([row_of(contract) | {name: "of_another_table"}]))


@every_table
def test_a_value_beyond_its_bounds_is_refused(contract):
    for name, column in contract.all_columns.items():
        if column.at_most is not None:
            with pytest.raises(ContractError, match=f"column {name} is above"):
                checked(contract, pd.DataFrame([row_of(contract) | {name: column.at_most + 1}]))
        if column.at_least is not None:
            with pytest.raises(ContractError, match=f"column {name} is below"):
                checked(contract, pd.DataFrame([row_of(contract) | {name: column.at_least - 1}]))


def test_every_table_that_is_no_leak_is_read_by_a_feature_or_by_the_list():
    read = {f.table for f in features().values()}
    assert set(tables()) - read - LEAKS == {"visiting_capacity"}


def test_money_must_be_named_in_fen():
    with pytest.raises(DeclarationError, match="end its name with _fen"):
        Column(name="amount", kind=Kind.FEN, label=Text(zh="额", en="Amount"))


def test_a_code_column_needs_its_codes():
    with pytest.raises(DeclarationError, match="a CODE column, and only it, has codes"):
        Column(name="kind", kind=Kind.CODE, label=Text(zh="类", en="Kind"))


def test_a_column_cannot_be_declared_twice():
    again = Column(name="known_on", kind=Kind.DATE, label=Text(zh="日", en="Day"))
    with pytest.raises(DeclarationError, match="declared twice or is implied"):
        Table(
            department=Department.HEALTH,
            label=Text(zh="表", en="A table"),
            subject=Subject.HOUSEHOLD,
            happened=Text(zh="日", en="the day"),
            columns=(again,),
        )


def test_a_table_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(DeclarationError, match="there is no table 'claims'; declared are: area_events"):
        table("claims")


def row_of(contract: Table) -> dict:
    """A row that keeps the contract: every column filled with the plainest value."""
    return {name: plain_value(column) for name, column in contract.all_columns.items() if name != "withdrawn"}


def plain_value(column: Column) -> object:
    if column.codes:
        return next(iter(column.codes))
    if column.name in ("area_code", "village_code"):
        return "990101001001"
    lowest = column.at_least or 0
    plain = {"VARCHAR": "X1", "BIGINT": int(lowest), "DOUBLE": float(lowest), "BOOLEAN": True, "DATE": date(2025, 5, 1)}
    return plain[column.kind.sql]
