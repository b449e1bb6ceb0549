"""Features from the human resources bureau's records of work."""
