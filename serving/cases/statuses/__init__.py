"""One file per status of a case."""
