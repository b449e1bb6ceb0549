"""Whether it is still true: drift, quality, outcomes, fairness (to come)."""
