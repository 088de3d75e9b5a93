"""What Django's own German formats lack."""

# The first of two days of one month: “18. bis 19. Oktober 2023”.
DAY_FORMAT = "j."
