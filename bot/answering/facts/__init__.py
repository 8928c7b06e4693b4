"""What no single paragraph answers: comparisons, superlatives, lists across articles, digests, differing articles."""
