"""Toponyms: names in a text become mentions, and mentions are resolved to gazetteer places."""
