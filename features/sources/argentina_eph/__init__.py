"""The Argentine household survey panel (EPH continua, INDEC): real households, visited up to four times."""
