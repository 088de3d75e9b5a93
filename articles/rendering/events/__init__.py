"""Events as lines, timelines, tables and words."""
