"""One file per record table: its contract."""
