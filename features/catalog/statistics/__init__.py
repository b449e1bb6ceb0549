"""Features of the place a household lives in."""
