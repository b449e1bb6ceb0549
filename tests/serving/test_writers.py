"""Writers to SQLite take turns, and a turn is given on however it ends."""

import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from serving.database.engine import Database

WRITERS, EACH = 8, 5


@pytest.fixture
def engine(tmp_path) -> Engine:
    made = Database(f"sqlite:///{tmp_path / 'a.db'}").engine
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE numbers (number INTEGER PRIMARY KEY)"))
    return made


def write(engine: Engine, number: int) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO numbers VALUES (:number)"), {"number": number})


def test_never_are_two_between_beginning_and_end(engine: Engine):
    inside, most = 0, 0
    counting = threading.Lock()

    def several(first: int) -> None:
        nonlocal inside, most
        for number in range(first, first + EACH):
            with engine.begin() as connection:
                with counting:
                    inside += 1
                    most = max(most, inside)
                connection.execute(text("INSERT INTO numbers VALUES (:number)"), {"number": number})
                with counting:
                    inside -= 1

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(several, range(0, WRITERS * EACH, EACH)))
    assert most == 1
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM numbers")) == WRITERS * EACH


def test_a_writer_that_failed_gives_the_turn_on(engine: Engine):
    write(engine, 1)
    with pytest.raises(IntegrityError):
        write(engine, 1)
    write(engine, 2)


def test_a_writer_that_was_forgotten_gives_the_turn_on(engine: Engine):
    def forgets() -> None:
        engine.connect().execute(text("INSERT INTO numbers VALUES (1)"))

    forgets()
    gc.collect()
    write(engine, 1)


def test_who_reads_waits_for_no_writer(engine: Engine):
    reading = engine.execution_options(writing=False)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO numbers VALUES (1)"))
        with reading.connect() as other:
            assert other.scalar(text("SELECT count(*) FROM numbers")) == 0


def test_who_waits_too_long_is_told_so(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("serving.database.writers.PATIENCE", 0.01)
    with engine.begin(), pytest.raises(OperationalError, match="too long"), engine.begin():
        pass
    write(engine, 1)
