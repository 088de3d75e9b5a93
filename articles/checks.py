"""System checks with a fix in them."""
