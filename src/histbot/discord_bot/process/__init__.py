"""The bot as a process: start, sessions, health, log, stop; articles that change while it runs."""
