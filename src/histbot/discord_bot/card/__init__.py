"""The answer card, its buttons, and what they find again."""
