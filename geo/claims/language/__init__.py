"""How the words of one language are read: tokens, phrases, word lists, senses and cases."""
