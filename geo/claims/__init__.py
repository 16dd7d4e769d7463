"""Claims: who is reported to have done what, where, how much, when, according to whom.

One room for each question: ``language`` reads the words, ``kinds`` tells what happened, ``parties`` who did
it, ``placing`` where, ``counting`` how much, ``timing`` when, ``voices`` who says so and ``certainty`` how
surely. ``extraction`` leads through them; ``grouping`` and ``contradicting`` compare the claims of several
articles. Rules come first; what they leave open is weighed (``deciding``, ``weights``).
"""
