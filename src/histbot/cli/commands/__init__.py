"""The commands: options to calls, results to print. Each module is loaded when one of its commands is called."""
