"""How much of what: numbers as people write them, what they count, and whose they are."""
