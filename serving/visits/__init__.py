"""Visits: what is due, what to ask, what was found, days without a network."""
