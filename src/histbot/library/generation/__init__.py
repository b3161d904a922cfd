"""One generation of the articles as it is read, each part fetched when it is asked for."""
