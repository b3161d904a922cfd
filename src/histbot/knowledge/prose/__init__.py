"""A page's text to passages and sentences, with all that is no prose blanked out in its place."""
