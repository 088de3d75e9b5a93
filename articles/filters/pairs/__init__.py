"""Which two entities are meant, and what they have in common."""
