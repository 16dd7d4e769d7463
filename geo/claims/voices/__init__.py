"""Who says it: speakers, and how far their voices carry."""
