"""One file per feature, in the folder of the department that answers for its records."""
