"""What no line of the log may say: a one-time link is a password until it is used."""

from __future__ import annotations

import logging
import re

# As urls.py writes it. Django logs the address of every request it refuses, a form without its token among them.
_LINK = re.compile(r"/welcome/[^/\s]+/[^/\s]+")


class WithoutLinks(logging.Filter):
    """Lets every line pass, without the links in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if "/welcome/" in line:
            record.msg, record.args = _LINK.sub("/welcome/…", line), ()
        return True
