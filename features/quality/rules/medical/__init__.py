"""Claims, illness and disability."""
