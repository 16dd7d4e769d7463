"""Reading: a file, a page or a pasted text becomes a cleaned, dated Article with sentences."""
