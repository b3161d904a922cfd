"""Commands for those who choose the articles: what was asked in vain, imports, checks."""
