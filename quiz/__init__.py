"""Quiz items made from the documents and the directory, each with its citation."""
