"""The way to Discord: once, in time, or with a word about it."""
