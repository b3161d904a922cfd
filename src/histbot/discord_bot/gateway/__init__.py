"""The connection to Discord: kept steady, watched over, and what was asked while it was away."""
