"""Who is whom: people across files without a common key, duplicates, and households over time."""
