"""Assessments on request and in batches, pages, cases and the week (to come: see README, state of the work)."""
