"""Figures over a synthetic archive: how fast the pages are, and how much of it is the engine."""
