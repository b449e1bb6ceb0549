"""Who may do what, and on which households: roles, rights, reach and masking."""
