"""What was asked in vain, for those who choose the articles."""
