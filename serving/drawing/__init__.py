"""Inline SVG made by small functions: charts and the map. No script, no inline style; the stylesheet colours them."""
