"""The hands a case goes through in tests: each role's browser, the day, and the forms they send."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select

from features.holdings import VECTORS
from features.vector import Vectors
from serving.access.caller import Within
from serving.database.accounts import Account
from serving.database.cases import Case
from serving.database.visits import Correction
from tests.serving.conftest import Service, csrf_of

WELL = {
    "net_income_per_head_12m": 30_000.0,
    "labour_members": 2.0,
    "dropouts_compulsory_age": 0.0,
    "members_uninsured": 0.0,
    "housing_grade_latest": 1.0,
    "water_unsafe": 0.0,
}


@dataclass
class Hands:
    """A service whose day can be moved on, and a browser per role."""

    service: Service
    browsers: dict[str, TestClient] = field(default_factory=dict)

    def of(self, role: str) -> TestClient:
        if role not in self.browsers:
            self.browsers[role] = self.service.browser(role)
        return self.browsers[role]

    def it_is(self, day: str) -> None:
        state = self.service.app.state
        state.settings = replace(state.settings, today=day)

    @property
    def today(self) -> str:
        return str(self.service.app.state.settings.day())

    def visit(self, path: str, result: str, reason: str, **more: str) -> Response:
        browser = self.of("helper_contact")
        page = browser.get(path).text
        key = re.search(r'name="key" value="([^"]+)"', page).group(1)
        filled = {"csrf": csrf_of(page), "key": key, "visited_on": self.today, "result": result}
        return browser.post(path, data=filled | {f"reason_{result}": reason} | more)

    def first_visit(self) -> str:
        page = self.of("helper_contact").get("/visits").text
        return re.search(r'class="cover" href="(/visits/[^"]+)"', page).group(1)

    def act(self, role: str, case_id: int, move: str, **filled: str) -> Response:
        """Send the move's form as the role's page of the case has it."""
        browser = self.of(role)
        page = browser.get(f"/cases/{case_id}").text
        version = re.search(r'name="version" value="(\d+)"', page)
        sent = {"csrf": csrf_of(page), "version": version.group(1) if version else "0"} | filled
        return browser.post(f"/cases/{case_id}/{move}", data=sent)

    def case(self, case_id: int | None = None) -> Case:
        with self.service.app.state.database.session(Within.everything()) as session:
            if case_id is None:
                return session.scalars(select(Case).where(Case.opened_by != "records")).one()
            return session.get_one(Case, case_id)

    def answer_correction(self) -> Response:
        """The department that was asked answers; the one account of department staff is moved to it."""
        with self.service.app.state.database.session(Within.everything(), writing=True) as session:
            correction = session.scalars(select(Correction)).one()
            officer = session.scalars(select(Account).where(Account.role == "department_officer")).one()
            officer.department = correction.department
            number = correction.correction_id
        browser = self.of("department_officer")
        page = browser.get("/corrections").text
        return browser.post(f"/corrections/{number}", data={"csrf": csrf_of(page), "answer": "corrected"})

    def fares(self, household_id: str, day: str, **facts: float) -> None:
        """From `day` on the household's features say that it fares well, except for `facts`."""
        vectors = Vectors(self.service.settings.run_folder / VECTORS)
        rows = pd.read_parquet(vectors.path(max(vectors.dates)))
        for name, value in (WELL | facts).items():
            rows.loc[rows["household_id"] == household_id, name] = value
        rows.to_parquet(vectors.path(date.fromisoformat(day)), index=False)
