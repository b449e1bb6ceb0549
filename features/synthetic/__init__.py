"""The invented county: a record store made from the table contracts, and apart from it the planted truth."""
