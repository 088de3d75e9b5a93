"""Maps drawn by the server, and the outlines they are drawn from."""
