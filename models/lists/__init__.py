"""Who is visited first: pure functions from assessments, alerts and visits to the weekly list."""
