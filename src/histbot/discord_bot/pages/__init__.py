"""Lists turned page by page: timelines, the articles."""
