"""What a language model may do for an answer, and how every sentence of it is checked."""
