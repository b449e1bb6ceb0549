"""Houses and water."""
