"""Plain values everyone shares: spans, partial dates, names, languages. Standard library only."""
