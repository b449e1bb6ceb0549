"""The same fact from two departments: compared, scored, handed to whoever can settle it, followed to an outcome."""
