"""What is quoted, in which order, and whether it covers what was asked."""
