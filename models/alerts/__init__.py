"""One file per alert of the rule lane; see `models.alert`."""
