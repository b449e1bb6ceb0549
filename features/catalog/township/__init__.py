"""Features from the township's register of households and its visitors' assessments."""
