"""A folder to articles and problems: which files, their bytes, what stands at their head."""
