"""The week: killed anywhere and run again it publishes exactly once, and the same list."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

import serving.__main__ as commands
from features.errors import LeaseError, WeekError
from features.records import Records
from features.scope import Scope
from models.lists.rows import list_hash
from serving import lease as leasing
from serving.__main__ import is_served
from serving.lease import Holder, Lease
from serving.settings import Settings
from serving.week import Inbox, Making, published, remaining, run_week, sunday_of
from tests.serving import small_run

WEEK = "2026-W47"
STEPS = ["vectors", "assessments", "list", "publication"]
MOVES = ["papers", "vectors", "assessments", "workbook", "this week's workbook", "list"]
BORDERS = [*STEPS, *(f"publication of {m}" for m in MOVES), "note of publication"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose last week is not made yet."""
    root = tmp_path_factory.mktemp("week") / "run"
    small_run.make(root)
    for left in (root / "lists").glob(f"{WEEK}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return root


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(template, tmp_path / "run"))


@pytest.fixture(scope="module")
def undisturbed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hash of the list that a run makes when nobody kills it."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("undisturbed") / "run"))
    return run_week(root, WEEK, checks=False)


class Killed(BaseException):
    """A death at a border: nothing that catches errors catches it."""


def die_at(root: Path, border: str) -> None:
    """Run the week until it comes to `border`, and no further; real kills are the slow test's."""

    def told(step: str) -> None:
        if step == border:
            raise Killed

    with pytest.raises(Killed):
        run_week(root, WEEK, checks=False, told=told)


def listed(root: Path) -> str:
    return list_hash(pd.read_parquet(root / "lists" / f"{WEEK}.parquet"))


def test_killed_at_every_border_one_after_the_other_it_publishes_once_and_the_same_list(root, undisturbed):
    before = set((root / "lists").glob("*.parquet"))
    for border in BORDERS:
        die_at(root, border)
        assert WEEK not in published(root), border
    assert run_week(root, WEEK, checks=False) == undisturbed == listed(root)
    assert published(root)[WEEK]["list_hash"] == undisturbed
    assert {p.stem for p in set((root / "lists").glob("*.parquet")) - before} == {WEEK}


def test_the_list_appears_last_so_that_no_reader_sees_half_a_week(root):
    die_at(root, "publication of list")
    assert not (root / "lists" / f"{WEEK}.parquet").exists()
    assert (root / "lists" / WEEK / "standing.parquet").exists()


def test_a_published_week_is_left_as_it_is(root, undisturbed):
    assert run_week(root, WEEK, checks=False) == undisturbed
    note = published(root)[WEEK]
    steps: list[str] = []
    assert run_week(root, WEEK, checks=False, told=steps.append) == undisturbed
    assert steps == [] and published(root)[WEEK] == note


def test_records_that_came_in_between_begin_the_week_anew(root):
    die_at(root, "list")
    late_visit(root)
    steps: list[str] = []
    run_week(root, WEEK, checks=False, told=steps.append)
    assert steps[0] == "vectors"


def late_visit(root: Path) -> None:
    day = {"happened_on": date(2026, 11, 20), "known_on": date(2026, 11, 21)}
    visit = {"household_id": "H1", "record_id": "V-late", "prompted_by": "list", "result": "not_reached"}
    Records(root / "records").append("visits", pd.DataFrame([visit | day]))


def test_a_list_that_readers_may_have_seen_is_published_whatever_came_in_since(root, undisturbed):
    die_at(root, "note of publication")
    assert listed(root) == undisturbed
    late_visit(root)
    steps: list[str] = []
    assert run_week(root, WEEK, checks=False, told=steps.append) == undisturbed == listed(root)
    assert steps[0] == "publication"


def test_an_inbox_with_hidden_files_and_those_of_earlier_days_is_empty(root, tmp_path, undisturbed):
    inbox = tmp_path / "inbox"
    (inbox / "taken").mkdir(parents=True)
    for old in (inbox / ".part.xlsx", inbox / "taken" / "claims.xlsx"):
        old.write_bytes(b"PK")
    assert run_week(root, WEEK, inbox=Inbox(inbox, "invented_county"), checks=False) == undisturbed


def test_the_week_published_is_what_the_service_and_the_checks_read(root):
    run_week(root, WEEK, checks=False)
    assert pd.read_parquet(root / "assessments.parquet")["as_of"].max() == pd.Timestamp("2026-11-22")
    people = pd.read_parquet(root / "population.parquet")
    assert pd.Timestamp("2026-11-22") in set(people["as_of"])
    assert (root / "vectors" / "as_of-2026-11-22.parquet").exists() and (root / "list.xlsx").exists()


OTHER_HEADINGS = [
    "撤销日期",
    "是否易地搬迁安置点",
    "距县城里程（公里）",
    "是否通硬化路",
    "是否山区",
    "是否民族乡镇",
    "主导产业价格指数",
]


def received(folder: Path) -> Path:
    """An inbox with one file: the county's areas, a village more."""
    folder.mkdir()
    with xlsxwriter.Workbook(folder / "行政区划表.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["区划代码", "级别", "名称", "启用日期", *OTHER_HEADINGS])
        sheet.write_row(1, 0, ["990101101999", "村", "新村", "2026-11-01"])
    return folder


def test_what_lies_in_the_inbox_is_taken_in_before_the_week_is_made(root, tmp_path):
    inbox = Inbox(received(tmp_path / "inbox"), "invented_county")
    steps: list[str] = []
    run_week(root, WEEK, inbox=inbox, checks=False, told=steps.append)
    areas = Records(root / "records").rows("areas", date(2099, 1, 1), Scope.everything())
    assert steps[:2] == ["records", "vectors"] and "990101101999" in set(areas["area_code"])
    assert list(published(root)) == [WEEK]


def test_files_that_nobody_can_read_stop_the_week_before_anything_is_made(root, tmp_path):
    inbox = Inbox(received(tmp_path / "inbox"), "no_such_source")
    with pytest.raises(WeekError, match="could not be taken in"):
        run_week(root, WEEK, inbox=inbox, checks=False)
    assert WEEK not in published(root) and not (root / "lists" / f"{WEEK}.parquet").exists()


def test_two_runs_at_once_are_one_run_and_one_sentence(root):
    with Lease(root / "weeks").held(), pytest.raises(LeaseError, match="another weekly run"):
        run_week(root, WEEK, checks=False)


def test_a_run_that_slept_and_was_replaced_publishes_nothing(tmp_path):
    old = Lease(tmp_path)
    with old.held():
        holder = json.loads(old.path.read_text())
        old.path.write_text(json.dumps(holder | {"beat": time.time() - 2 * leasing.OLD, "host": "elsewhere"}))
        with Lease(tmp_path).held() as new:
            assert new.fence == old.fence + 1
            with pytest.raises(LeaseError, match="took over"), old.mine():
                pytest.fail("the old run may not publish")
            with new.mine():
                pass


def test_a_holder_lives_by_its_heartbeat_and_on_this_machine_by_its_process():
    now = time.time()
    here = os.uname().nodename
    assert Holder(here, os.getpid(), 1, now).alive(now)
    assert not Holder(here, 2**22 - 1, 1, now).alive(now)
    assert Holder("elsewhere", 1, 1, now - 30).alive(now)
    assert not Holder("elsewhere", 1, 1, now - 2 * leasing.OLD).alive(now)
    assert not Holder(here, os.getpid(), 1, now, done=True).alive(now)


@pytest.mark.parametrize(
    "today, sunday",
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-23", "2026-11-22"),
        ("2027-01-02", "2026-12-27"),
        ("2027-01-03", "2027-01-03"),
    ],
)
def test_the_week_that_is_made_is_the_last_that_has_ended(today, sunday):
    assert str(sunday_of(None, date.fromisoformat(today))) == sunday


def test_a_week_that_is_none_is_refused_in_words():
    with pytest.raises(WeekError, match="2026-W47"):
        sunday_of("November")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_at_twenty_random_moments_it_still_publishes_once_and_the_same_list(template, tmp_path, undisturbed):
    moments = random.Random(7)
    root = Path(shutil.copytree(template, tmp_path / "run"))
    command = [sys.executable, "-m", "serving", "week", "--out", str(root), "--week", WEEK, "--no-checks"]
    for _ in range(20):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(3, 20))
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert run_week(root, WEEK, checks=False) == undisturbed == listed(root)
    assert list(published(root)) == [WEEK]


def test_a_new_week_goes_to_the_pages_of_the_run_that_is_served_and_of_no_other(tmp_path):
    settings = Settings(run=str(tmp_path / "run"), state=str(tmp_path / "state"))
    assert not is_served(settings, tmp_path / "run")
    settings.state_folder.mkdir()
    (settings.state_folder / "service.db").touch()
    assert is_served(settings, tmp_path / "run") and not is_served(settings, tmp_path / "another")


def test_what_remains_is_told_by_the_week_before_and_by_how_this_one_goes(tmp_path):
    making = Making(tmp_path, date(2026, 11, 22))
    assert remaining(making, {}) is None
    stages = {"vectors": 100.0, "assessments": 50.0, "list": 40.0, "checks": 30.0}
    before = tmp_path / "weeks" / "2026-W46"
    before.mkdir(parents=True)
    (before / "done.json").write_text(json.dumps({"made_from": {}, "stages": stages}), encoding="utf-8")
    assert remaining(making, {}) == 220
    assert remaining(making, {"vectors": 150.0}) == pytest.approx(1.5 * 120)


def test_a_command_that_runs_out_of_memory_says_so_in_a_sentence(monkeypatch, capsys):
    def lacking() -> None:
        raise MemoryError

    monkeypatch.setattr(commands, "app", lacking)
    assert commands.main() == 1
    assert "too little memory" in capsys.readouterr().err
