"""What is kept of conversations, feedback and counts, and how it is shown. No storage here."""
