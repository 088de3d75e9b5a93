"""Sample texts on well-known public events: written for this archive, added and taken away in one step each.

Each `.txt` file is an article; `samples.json` says of each which fact can be checked in it and where that fact stands,
and which sentences report which event.
"""
