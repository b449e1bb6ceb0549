"""Features from the medical insurance bureau's records."""
