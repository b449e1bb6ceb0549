"""What we know about a household, and when we knew it: records, their tables, and the vector."""
