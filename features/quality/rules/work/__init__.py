"""Labour, work and posts."""
