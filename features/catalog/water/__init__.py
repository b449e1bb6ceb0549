"""Features from the water bureau's checks."""
