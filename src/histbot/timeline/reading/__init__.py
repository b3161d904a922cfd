"""Dates out of prose and out of what people type, with what the words leave out filled in."""
