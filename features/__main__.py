"""`python -m features COMMAND`: files in, checked and compared; no model is needed for any of it."""

import features.environment  # noqa: F401  isort: skip  (first, as in every entry point)

import typer

from features.intake.commands import app as of_intake
from features.linkage.commands import app as of_linkage
from features.quality.commands import app as of_quality

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
for part in (of_intake, of_quality, of_linkage):
    app.registered_commands += part.registered_commands


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
