"""What lacks or is broken on a machine is said in one sentence, and nothing half-made is left."""

import os
from datetime import date
from functools import partial

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from features.command import in_a_sentence
from features.errors import RecordStoreError
from features.processes import done
from features.scope import Scope
from features.span import Span
from features.standard import Standards
from features.vector import Vectors, build_vectors
from features.whole import check_whole
from tests.features.ascii_store import county

DAY = date(2025, 6, 30)


def cut_off(path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def test_a_batch_that_is_cut_off_is_named_in_a_sentence(tmp_path):
    records = county(tmp_path / "store")
    cut_off(records.batches("members")[0])
    sentence = r"members/000000-\w+\.parquet is cut off or damaged: put the file back"
    check_whole.cache_clear()  # as in a program started after it happened
    with pytest.raises(RecordStoreError, match=sentence):
        records.rows("members", DAY, Scope.everything())
    with pytest.raises(RecordStoreError, match=sentence):
        build_vectors(records, [DAY], tmp_path / "vectors", standards=Standards.load(records.root / "standards"))
    assert Vectors(tmp_path / "vectors").dates == []


def test_vectors_that_are_cut_off_are_named_in_a_sentence(tmp_path):
    records = county(tmp_path / "store")
    vectors = build_vectors(records, [DAY], tmp_path / "v", standards=Standards.load(records.root / "standards"))
    cut_off(vectors.path(DAY))
    readers = {
        "all": vectors.read,
        "who": lambda: vectors.households(DAY),
        "some": lambda: vectors.within(Span("", None), DAY),
        "piece by piece": lambda: list(vectors.pieces(DAY)),
        "days": lambda: vectors.latest(DAY, ["members__known_on"]),
        "drawn": lambda: vectors.drawn(DAY, 1, seed=1),
    }
    for read in readers.values():
        with pytest.raises(RecordStoreError, match=r"v/as_of-2025-06-30\.parquet is cut off or damaged: delete it"):
            read()


def test_too_little_memory_is_one_sentence_with_what_to_do():
    def command() -> None:
        with duckdb.connect(config={"memory_limit": "1MB", "temp_directory": ""}) as connection:
            connection.execute("SELECT max(n) FROM (SELECT DISTINCT range AS n FROM range(10000000))").fetchall()

    app = typer.Typer()
    app.command()(in_a_sentence(command))
    found = CliRunner().invoke(app)
    assert found.exit_code == 2
    assert found.output.count("MemoryError: there is too little memory") == 1
    assert "POVERTY_RISK_DUCKDB_MEMORY" in found.output and "Traceback" not in found.output


def test_a_process_that_is_killed_at_work_is_too_little_memory_as_well():
    def command() -> None:
        list(done([partial(os._exit, 1), partial(os._exit, 1)], processes=2))

    app = typer.Typer()
    app.command()(in_a_sentence(command))
    found = CliRunner().invoke(app)
    assert found.exit_code == 2 and found.output.count("there is too little memory") == 1
