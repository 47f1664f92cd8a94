"""What the index found, ordered, and whether the documents hold the answer at all."""
