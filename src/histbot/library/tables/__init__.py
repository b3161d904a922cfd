"""Where everything is kept: the tables, and values as sealed bytes in them and back."""
