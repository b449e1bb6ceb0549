"""Features from the education bureau's school rolls."""
