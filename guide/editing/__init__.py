"""What may be done to the directory and the alerts, by whom, and what waits for them."""
