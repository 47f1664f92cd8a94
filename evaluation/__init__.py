"""Does it work: cases, runs, measures, comparisons."""
