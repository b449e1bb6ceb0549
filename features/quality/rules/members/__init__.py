"""Members, heads, ages and households."""
