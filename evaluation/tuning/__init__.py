"""Learns the weights of search and confidence from marked questions; nothing here runs while the guide answers."""
