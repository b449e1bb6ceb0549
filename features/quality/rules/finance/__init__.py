"""Loans and losses."""
