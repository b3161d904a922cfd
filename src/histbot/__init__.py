"""histbot answers history questions by quoting the articles that a community chose."""

__version__ = "0.1.0"

__all__ = ["__version__"]
