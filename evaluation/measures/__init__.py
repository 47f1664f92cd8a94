"""Every figure the evaluator prints, as pure functions: retrieval, text, answers, outcomes, and the registry."""
