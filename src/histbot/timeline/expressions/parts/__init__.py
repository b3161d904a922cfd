"""What a date is written with: figures, years, names of months and seasons, other calendars."""
