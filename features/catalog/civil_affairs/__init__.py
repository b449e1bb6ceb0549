"""Features from the civil affairs bureau's benefits."""
