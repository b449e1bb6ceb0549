"""Schools, stages and aid."""
