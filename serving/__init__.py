"""Assessments on request and in batches, pages, cases and the week."""
