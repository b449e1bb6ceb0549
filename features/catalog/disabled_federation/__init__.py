"""Features from the disabled persons' federation's certificates."""
