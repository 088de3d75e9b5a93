"""The parts of the page of two entities."""
