"""Questions as people bring them: which messages are meant for the bot, and what they lean on."""
