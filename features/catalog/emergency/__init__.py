"""Features from the emergency management bureau's records of what hit households and areas."""
