"""One file per record table: how a quarter of the survey becomes its rows."""
