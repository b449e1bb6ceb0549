"""Choosing a model on the past: cohorts, outcomes, splits, fitting, evaluation, tracking."""
