"""What is shown: text that nothing works in, quotes with their emphasis, embeds within Discord's limits."""
