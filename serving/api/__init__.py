"""The REST interface for integrators: one module per group of endpoints; the application walks this folder."""
