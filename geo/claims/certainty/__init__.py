"""How sure the text is: plans, denials, and the status of a claim."""
