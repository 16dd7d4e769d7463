"""Frontline: from news articles to reported claims on a map.

The map says who reported what, where, and with which words. It never says who holds ground.
"""

__version__ = "0.1.0"
