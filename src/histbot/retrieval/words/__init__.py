"""What is known of words before any article is read: which say nothing, how common they are, other spellings."""
