"""What commands print: answers and timelines in a terminal, a bar while someone waits."""
