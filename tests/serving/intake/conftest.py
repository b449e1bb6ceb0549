"""A service that reads the mappings and files which the tests of intake write."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from features.intake.importing import Taking, received_files, take_in
from features.sources.mapping_file import exports
from serving.access.caller import Within
from serving.database.areas import Area
from serving.database.engine import Database
from serving.jobs import Worker
from tests.features.intake.sent import PEOPLE, RECEIVED, mappings, send
from tests.serving.conftest import Prepared, Service


@dataclass(frozen=True)
class Desk:
    """A service on a county whose register is in; `work` does the waiting jobs, since no thread does."""

    service: Service
    tmp: Path

    @property
    def worker(self) -> Worker:
        """The service's worker."""
        return self.service.app.state.worker

    @property
    def database(self) -> Database:
        """The service's database."""
        return self.service.app.state.database

    def work(self) -> None:
        """Do every job that waits."""
        while self.worker.do_one():
            pass

    def townships(self) -> list[str]:
        """The codes of the first two townships."""
        with self.database.session(Within.everything()) as session:
            found = select(Area.area_code).where(Area.level == "township").order_by(Area.area_code)
            return list(session.scalars(found.limit(2)))

    def placed(self, rows: list[list]) -> list[list]:
        """The rows with names of the small county's townships and of a village of each in place of the tests' own."""
        with self.database.session(Within.everything()) as session:
            names = {area.area_code: area.name for area in session.scalars(select(Area).order_by(Area.area_code))}
        first, second = self.townships()
        villages = {t: next(names[c] for c in names if c.startswith(t[:9]) and c != t) for t in (first, second)}
        swapped = {"清溪镇": (names[first], villages[first]), "白马乡": (names[second], villages[second])}
        return [[*row[:5], *swapped[row[5]], *row[7:]] if row[5] in swapped else row for row in rows]

    def send(self, **files: list[list]) -> None:
        """Files taken in by hand, as if sent before."""
        folder = send(self.tmp / f"sent-{len(list(self.tmp.glob('sent-*')))}", **files)
        records = self.service.app.state.run.records
        found = exports(self.tmp / "mappings")
        for result in take_in(received_files(folder), found, records, Taking(received=RECEIVED, by="before")):
            assert result.ties_out, result


@pytest.fixture
def desk(prepared: Prepared, tmp_path: Path) -> Desk:
    """The small county with a household more in each of two townships: H A-1 in the first, H A-2 in the second."""
    service = prepared.copied(tmp_path / "own").service(source=str(mappings(tmp_path / "mappings")))
    service.app.state.database.actions["jobs"] = lambda: None
    made = Desk(service, tmp_path)
    made.send(people=made.placed(PEOPLE))
    return made
