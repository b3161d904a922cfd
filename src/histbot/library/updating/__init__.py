"""What changed in the folder, read anew: by several processes, in one generation."""
