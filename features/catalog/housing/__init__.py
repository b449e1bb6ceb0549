"""Features from the housing bureau's inspections."""
