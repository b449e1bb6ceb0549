"""Accounts, passwords, one-time codes and sessions."""
