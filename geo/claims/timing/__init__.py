"""When it was: dates and words relative to the publication, as closed intervals of days."""
