"""Claims: who is reported to have done what, where, how much, when, according to whom."""
