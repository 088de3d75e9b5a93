"""The archive by date, as tables of days and months."""
