"""Rendering: the interactive web map and the static figure, both offline."""
