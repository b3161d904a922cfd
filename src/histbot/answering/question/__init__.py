"""What is asked: for which kind of thing, of what, in which words, after which question."""
