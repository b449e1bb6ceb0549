"""Excel exports of the invented county: its records with invented names and numbers, as departments would send them."""
