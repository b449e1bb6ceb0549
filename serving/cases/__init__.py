"""The procedure from a clue to the end of a risk: statuses, guards, clocks."""
