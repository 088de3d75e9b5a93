"""Which entities an address asks for, and what index and database know of one."""
