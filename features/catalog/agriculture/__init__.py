"""Features from the agriculture and rural affairs bureau's records."""
