"""Questions from the command line: one after another, many at once, or as a test of the articles."""
