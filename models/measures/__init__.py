"""One file per kind of help; see `models.measure`."""
