"""What the service keeps: every module here declares kept rows; SQLite by default, PostgreSQL by one setting."""
