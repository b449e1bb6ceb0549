"""What pages read, within the caller's reach: one module per question, frozen answers out."""
