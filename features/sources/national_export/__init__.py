"""The national system's exports of monitored households and of work away, by the field names counties receive."""
