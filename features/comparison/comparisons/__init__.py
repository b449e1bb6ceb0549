"""One file per comparison of two departments."""
