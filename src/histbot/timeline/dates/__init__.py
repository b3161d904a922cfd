"""The value of a date, and how it is said in each language."""
