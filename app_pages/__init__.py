"""The pages of the explorer, and what they share."""
