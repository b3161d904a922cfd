"""An answer as everyone sees it: its value, an excerpt of its passage, and whether it is right."""
