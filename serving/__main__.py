"""The service's commands: `python -m serving start` opens what `make demo` left."""

import features.environment  # isort: skip  # noqa: F401

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from features.command import TOO_LITTLE, TOO_LITTLE_MEMORY
from features.department import Department
from features.errors import AuditError, PovertyRiskError, WeekError
from features.progress import CONSOLE
from serving import audit
from serving.access.caller import Within
from serving.database.engine import Database
from serving.database.layout import migrate, new_step
from serving.keys import Keys
from serving.publishing import publish
from serving.registered_names import bring_registered_names, name_helpers
from serving.run import Run
from serving.settings import Settings
from serving.sign_in.accounts import account_named, renew_password
from serving.sign_in.tokens import make_token, revoke_token
from serving.starting import check_free, prepare, serve
from serving.vault import Vault, is_rotated, rotate
from serving.week import Inbox, run_week

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)


@app.command()
def start(
    accounts: Annotated[bool, typer.Option(help="make one account per role and print them")] = True,
) -> None:
    """Make the database, publish the run's lists, print the accounts, and open the service."""
    settings = Settings.read()
    settings.check()
    check_free(settings)
    prepare(settings, Database(settings.database_url), Run(settings.run_folder), accounts=accounts)
    serve(settings)


@app.command(name="week")
def make_the_week(
    out: Annotated[Path, typer.Option(help="folder of the run: records, models, lists")] = Path("out/demo"),
    week: Annotated[str | None, typer.Option(help="ISO week, e.g. 2026-W47; else the last that has ended")] = None,
    inbox: Annotated[Path | None, typer.Option(help="folder of received files to take in first")] = None,
    source: Annotated[str | None, typer.Option(help="how they are read: a source's name or mapping folder")] = None,
    checks: Annotated[bool, typer.Option(help="run the weekly checks before publication")] = True,
) -> None:
    """Take files in, make and publish a week's list, check it. Killed and run again, it goes on where it died."""
    if bool(inbox) != bool(source):
        raise WeekError("give --inbox and --source together: the files' folder and how they are read")
    received = Inbox(inbox, source) if inbox and source else None
    CONSOLE.print(run_week(out, week, inbox=received, checks=checks), style="dim")
    settings = Settings.read()
    if is_served(settings, out):
        _publish_new(settings)


@app.command(name="publish")
def publish_lists() -> None:
    """Bring the weeks that the weekly run has left since into the database; the service may be running."""
    _publish_new(Settings.read())


def is_served(settings: Settings, out: Path) -> bool:
    """Whether a service has been opened on the run in `out`: then its pages show the new week at once."""
    opened = bool(settings.database) or (settings.state_folder / "service.db").exists()
    return opened and out.resolve() == settings.run_folder.resolve()


def _publish_new(settings: Settings) -> None:
    fresh = publish(_database(), Run(settings.run_folder))
    CONSOLE.print(f"名单 Lists on the pages: {', '.join(fresh) or 'none new'}", highlight=False)


audit_commands = typer.Typer(no_args_is_help=True, help="the audit log")
app.add_typer(audit_commands, name="audit")


@audit_commands.command(name="verify")
def verify_audit() -> None:
    """Tell whether the audit log is as it was written, or at which entry it is not."""
    settings = Settings.read()
    broken = audit.verify(_database(), Keys.read(settings.keys_file).audit, settings.heads_file)
    if broken is not None:
        raise AuditError(
            f"audit log: entry {broken.number}: {broken.why}; keep the database as it is and call security"
        )
    CONSOLE.print("[green]✓[/green] 审计记录完整 the audit log is whole", highlight=False)


@audit_commands.command(name="head")
def write_head() -> None:
    """Export the log's last seal, to be kept on another machine; once a day is usual."""
    settings = Settings.read()
    CONSOLE.print(audit.export_head(_database(), settings.heads_file), highlight=False, soft_wrap=True)


vault_commands = typer.Typer(no_args_is_help=True, help="the identity vault")
app.add_typer(vault_commands, name="vault")


@vault_commands.command(name="rotate")
def rotate_keys() -> None:
    """Encrypt every name and number with a new key; ended half-way, it goes on when called again."""
    settings = Settings.read()
    database, keys = _database(), Keys.read(settings.keys_file)
    if is_rotated(database, Vault(keys, settings.vault_cipher())):
        keys = keys.with_new_vault_key()
        keys.write(settings.keys_file)
    count = rotate(database, Vault(keys, settings.vault_cipher()))
    CONSOLE.print(f"{count} fields are on key {keys.current}; keep a copy of the key file elsewhere", highlight=False)


token_commands = typer.Typer(no_args_is_help=True, help="bearer tokens of programs")
app.add_typer(token_commands, name="token")


@token_commands.command(name="make")
def make_one_token(
    name: Annotated[str, typer.Argument(help="what the program is called in the audit log")],
    area: Annotated[str, typer.Option(help="12-digit code of the area it may ask about")],
    days: Annotated[int, typer.Option(help="days until it ends", min=1)] = 365,
    department: Annotated[
        Department | None, typer.Option(help="the department whose system it is: it sends records and reads no list")
    ] = None,
) -> None:
    """Make a token; it is printed now and never again."""
    typer.echo(make_token(_database(), name, area, days, department))


@token_commands.command(name="revoke")
def revoke_one_token(name: str) -> None:
    """End a program's token at once."""
    revoke_token(_database(), name)


name_commands = typer.Typer(no_args_is_help=True, help="real names")
app.add_typer(name_commands, name="names")


@name_commands.command(name="people")
def bring_names() -> None:
    """Bring the names, numbers and phones that the intake has received into the vault; again it brings what changed."""
    settings = Settings.read()
    vault = Vault(Keys.read(settings.keys_file), settings.vault_cipher())
    count = bring_registered_names(_database(), Run(settings.run_folder), vault)
    CONSOLE.print(f"{count} people are new in the vault, or have changed", highlight=False)


@name_commands.command(name="helpers")
def bring_helpers(file: Annotated[Path, typer.Argument(help="CSV file with the columns helper_id and name")]) -> None:
    """Give helper contacts their names."""
    CONSOLE.print(f"{name_helpers(_database(), file)} helper contacts have their names", highlight=False)


account_commands = typer.Typer(no_args_is_help=True, help="accounts of people")
app.add_typer(account_commands, name="account")


@account_commands.command(name="password")
def new_password(name: str) -> None:
    """Give an account a new password, printed now and never again; its sessions end."""
    with _database().session(Within.nothing(), writing=True) as session:
        password = renew_password(session, account_named(session, name))
    typer.echo(password)


@app.command(name="migrate")
def migrate_database(to: Annotated[str, typer.Option(help="step to go to")] = "head") -> None:
    """Bring the database to the layout of this program."""
    migrate(_database(), to)
    CONSOLE.print("done", style="bold")


@app.command(name="new-step", hidden=True)
def write_step(words: str) -> None:
    """For developers: write the migration from the database to the declared rows."""
    new_step(_database(), words)


def _database() -> Database:
    settings = Settings.read()
    settings.state_folder.mkdir(parents=True, exist_ok=True)
    return Database(settings.database_url)


def main() -> int:
    """Run a command; an error of ours is one sentence, not a traceback."""
    os.umask(0o077)
    try:
        app()
    except PovertyRiskError as error:
        CONSOLE.print(f"[red]✗[/red] {error}", highlight=False, soft_wrap=True)
        return 1
    except TOO_LITTLE_MEMORY:
        CONSOLE.print(f"[red]✗[/red] {TOO_LITTLE}", highlight=False, soft_wrap=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
