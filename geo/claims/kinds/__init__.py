"""What a clause tells of: triggers, and which of them are worth a claim."""
