"""An article and its parts as values, every one with its place in the text."""
