"""One yearly event per file."""
