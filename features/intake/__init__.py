"""Departments' files in: read safely, mapped, checked, quarantined or appended; every row accounted for."""
