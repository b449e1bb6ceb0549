"""Departments' files in the service: sent by page or interface, taken in by child commands, read back as results."""
