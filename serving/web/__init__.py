"""What every page and endpoint stands on: application, routes with rights, rendering, headers, errors."""
