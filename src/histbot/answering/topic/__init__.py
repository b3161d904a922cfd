"""What a timeline is about: which passages speak of a topic, and how texts name it."""
