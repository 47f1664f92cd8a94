"""What a message is and what it asks for, before any search."""
