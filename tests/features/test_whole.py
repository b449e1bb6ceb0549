"""A file is there whole or not at all."""

import threading

import pandas as pd
import pytest

from features.whole import alone, rows_to, whole, write_rows, write_text


def test_a_failure_half_way_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "list.txt"
    write_text("last week", path)
    with pytest.raises(OSError, match="disk"), whole(path) as partial:
        partial.write_text("half of this", encoding="utf-8")
        raise OSError("disk full")
    assert path.read_text(encoding="utf-8") == "last week"
    assert [p.name for p in tmp_path.iterdir()] == ["list.txt"]


def test_rows_that_cannot_be_written_leave_the_old_rows(tmp_path):
    path = tmp_path / "rows.parquet"
    write_rows(pd.DataFrame({"a": [1]}), path)
    with pytest.raises(Exception, match="object"):
        write_rows(pd.DataFrame({"a": [object()]}), path)
    assert pd.read_parquet(path)["a"].tolist() == [1]
    assert [p.name for p in tmp_path.iterdir()] == ["rows.parquet"]


def test_who_makes_something_in_a_folder_is_alone_there_until_done(tmp_path):
    order = []

    def second():
        with alone(tmp_path):
            order.append("second")

    with alone(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_rows_written_in_pieces_are_one_file_of_the_first_ones_types(tmp_path):
    path = tmp_path / "rows.parquet"
    with rows_to(path) as write:
        write(pd.DataFrame({"name": ["a"], "value": [1.5]}))
        write(pd.DataFrame({"name": ["b"], "value": [None]}))
    assert pd.read_parquet(path)["value"].isna().tolist() == [False, True]


def test_pieces_that_end_in_a_failure_leave_nothing(tmp_path):
    with pytest.raises(OSError, match="disk"), rows_to(tmp_path / "rows.parquet") as write:
        write(pd.DataFrame({"name": ["a"]}))
        raise OSError("disk full")
    assert not list(tmp_path.iterdir())
