"""Villages and townships."""
