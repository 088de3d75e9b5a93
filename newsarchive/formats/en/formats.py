"""Dates as British newspapers write them: the pages say “organisation”, so they do not say “Jan. 14, 2024”."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
