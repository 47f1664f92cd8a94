"""A quiz written for other programs and for paper: one file a format, each a view of the same items."""
