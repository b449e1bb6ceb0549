"""Features from records of debts and of other ways of living on tomorrow's money."""
