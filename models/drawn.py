"""What each household draws already: benefits that run and measures of help given that have not ended."""

from datetime import date

import pandas as pd

from features.calendar import add_months
from features.population import HELP_LASTS_MONTHS


def drawn(benefits: pd.DataFrame, help_given: pd.DataFrame, as_of: date) -> dict[str, set[str]]:
    """Per household_id the codes of its running benefits and the names of its running measures.

    `benefits` and `help_given`: rows of those tables as known on the date (`Records.rows`). One that ends
    on the date has ended, and so has help whose end nobody recorded after `HELP_LASTS_MONTHS`. A household that draws
    nothing is not in it.
    """
    found: dict[str, set[str]] = {}
    lasting = pd.to_datetime(help_given["happened_on"]) > pd.Timestamp(add_months(as_of, -HELP_LASTS_MONTHS))
    lately = help_given[lasting | help_given["ended_on"].notna()]
    for rows, column in ((benefits, "benefit"), (lately, "measure")):
        ended = pd.to_datetime(rows["ended_on"])
        running = rows[ended.isna() | (ended > pd.Timestamp(as_of))]
        for household, code in zip(running["household_id"], running[column], strict=True):
            found.setdefault(household, set()).add(code)
    return found
