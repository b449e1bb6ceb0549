"""What `start` does before the service opens: database, published lists, accounts; and how the service is run."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from features.department import Department
from features.errors import PovertyRiskError, SettingsError
from features.progress import CONSOLE
from models.trained import Trained
from serving.access.caller import Within
from serving.access.role import Reach, Role, roles
from serving.cases.bringing import bring_cases
from serving.database.accounts import Account
from serving.database.areas import Area, Household
from serving.database.engine import Database
from serving.database.layout import migrate
from serving.database.lists import Listed
from serving.findings import deliver
from serving.keys import keys_of
from serving.publishing import bring_invented_names, publish
from serving.registered_names import bring_registered_names
from serving.run import Run
from serving.settings import Settings
from serving.sign_in.accounts import make_account
from serving.sign_in.tokens import SENDER, make_token
from serving.vault import Vault

SERVICE = "serving.service:PovertyRisk"


def prepare(settings: Settings, database: Database, run: Run, *, accounts: bool = True) -> None:
    """Everything before the first request; done again it adds only what is missing."""
    settings.state_folder.mkdir(parents=True, exist_ok=True)
    with CONSOLE.status("数据库与名单 Database and lists"):
        database.check_safe()
        migrate(database)
        deliver(database, run.records)
        fresh = publish(database, run)
        bring_cases(database, run)
        vault = Vault(keys_of(settings.keys_file), settings.vault_cipher())
        bring_invented_names(database, run, vault)
        bring_registered_names(database, run, vault)
    _say_model(run)
    CONSOLE.print(f"名单 Lists published: {', '.join(fresh) or 'none new'}", style="dim")
    if accounts:
        show_accounts(make_accounts(database))


def _say_model(run: Run) -> None:
    """Say at once, not at the first request, that the model cannot be used; the pages open all the same."""
    try:
        Trained.load(run.champion_folder())
    except PovertyRiskError as error:
        CONSOLE.print(f"[red]模型不可用 No model:[/red] {error}", highlight=False, soft_wrap=True)


def make_accounts(database: Database) -> list[tuple[str, Role, str]]:
    """One account per role that has none, in the places with most to visit; (name, role, password or token)."""
    county, village, helper = _busiest(database)
    made = []
    with database.session(Within.nothing(), writing=True) as session:
        there = set(session.scalars(select(Account.role)))
        for name, role in roles().items():
            if not role.signs_in or name in there or (role.reach is Reach.OWN_HOUSEHOLDS and helper is None):
                continue
            area = {Reach.COUNTY: county, Reach.TOWNSHIP: village[:9] + "000"}.get(role.reach, village)
            password = make_account(
                session, name, name, area_code=area, helper_id=helper, department=Department.MEDICAL_INSURANCE.value
            )
            made.append((name, role, password))
    if made:
        made.append(("integrator", roles()["integrator"], make_token(database, "integrator", county)))
        sender = make_token(database, SENDER, county, department=Department.MEDICAL_INSURANCE)
        made.append((SENDER, roles()[SENDER], sender))
    return made


def _busiest(database: Database) -> tuple[str, str, str | None]:
    """The county, and the village and helper with most households on the lists."""
    helped = (
        select(Household.village_code, Household.helper_id)
        .join(Listed, Listed.household_id == Household.household_id)
        .where(Household.helper_id.is_not(None))
        .group_by(Household.village_code, Household.helper_id)
        .order_by(func.count().desc(), Household.village_code)
    )
    with database.session(Within.everything()) as session:
        county = session.scalars(select(Area.area_code).where(Area.level == "county").limit(1)).one()
        village = session.scalars(select(Area.area_code).where(Area.level == "village").limit(1)).one()
        first = session.execute(helped.limit(1)).first()
    return (county, first[0], first[1]) if first else (county, village, None)


def show_accounts(made: list[tuple[str, Role, str]]) -> None:
    """Print the accounts once; only hashes of their passwords are kept."""
    if not made:
        CONSOLE.print("账号已在首次启动时打印 Accounts were printed at the first start", style="dim")
        return
    CONSOLE.print("账号（口令只显示这一次） Accounts: passwords are shown only now", style="bold")
    for name, role, password in made:
        said = f"  {name:<21} {password:<21} {role.label.zh} {role.label.en}"
        CONSOLE.print(said, highlight=False, soft_wrap=True, markup=False)


def serve(settings: Settings) -> None:
    """Become the web server; a process beside it says where it is open as soon as it answers."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    subprocess.Popen([sys.executable, "-m", "serving.announcing", f"http://{host}:{settings.port}"])
    os.environ.setdefault("BENTOML_HOME", str(settings.state_folder.resolve() / "bentoml"))  # workers' counts, apart
    bentoml = Path(sys.executable).parent / "bentoml"
    os.execv(bentoml, ["bentoml", "serve", SERVICE, "--host", settings.host, "--port", settings.port])


def check_free(settings: Settings) -> None:
    """Raise SettingsError if something answers on the port that is to be listened on."""
    try:
        socket.create_connection((settings.host, settings.number("port")), timeout=5).close()
    except OSError:
        return
    raise SettingsError(
        f"port {settings.port} is taken, perhaps by a service that runs already: end it, or set POVERTY_RISK_PORT"
    )
