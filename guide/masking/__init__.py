"""Personal data in what a person typed, found and never kept."""
