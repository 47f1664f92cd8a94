"""One file per library: vendor types and vendor errors stop here."""
