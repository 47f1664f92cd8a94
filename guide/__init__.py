"""The answering domain: questions in, quotations with citations out."""
