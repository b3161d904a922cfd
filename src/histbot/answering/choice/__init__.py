"""Which sentence answers, by weights that were fitted, and how sure that is."""
