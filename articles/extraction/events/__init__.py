"""Events: from the words of a sentence to who did what to whom. `finding.find_events` is the way in."""
