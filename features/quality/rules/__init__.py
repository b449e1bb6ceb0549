"""One file per data-quality rule, in the folder of what it is about."""
