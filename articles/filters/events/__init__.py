"""Which events an address asks for, and what is counted of them."""
