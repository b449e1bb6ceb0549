"""One folder per origin of records: its exports become our tables."""
