"""The commands of members: what they are called in every language, and how Discord learns of them."""
