"""Monitoring, elimination and assessments."""
