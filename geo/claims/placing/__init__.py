"""Where a claim lies: the places of its sentence, and those told of before."""
