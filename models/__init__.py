"""How a vector becomes an index, a risk, a band, reasons, measures, and a place on the list."""
