"""A file is there whole or not at all."""

import threading

import pandas as pd
import pytest

from features.whole import alone, whole, write_rows, write_text


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
