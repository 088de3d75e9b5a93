"""Dates as British newspapers write them: the pages say “organisation”, so they do not say “Jan. 14, 2024”."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
# Ours: the first of two days of one month.
DAY_FORMAT = "j"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
# 1/2/2024 is a day in January to some and in February to others.
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
# Monday.
FIRST_DAY_OF_WEEK = 1
