"""One module per page with its templates; the application walks this folder (CONTRIBUTING, "A page")."""
