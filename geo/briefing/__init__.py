"""Briefing: figure and tables written as pictures, slides, documents and data files."""
