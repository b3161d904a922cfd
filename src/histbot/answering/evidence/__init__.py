"""The sentences that may answer, each with its named features and the words in it that would answer."""
