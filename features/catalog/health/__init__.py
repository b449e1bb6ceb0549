"""Features from the health bureau's registers."""
