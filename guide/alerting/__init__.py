"""Danger and crisis in what a person typed."""
