"""What `fit.py` is made of: questions put to articles, weights fitted, figures counted."""
