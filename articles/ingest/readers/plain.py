"""Plain text: the file is the article."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.ingest.incoming import LARGEST_TEXT, Incoming, Refused
from articles.ingest.readers.encoding import NotText, decode


def read_plain(data: bytes, name: str) -> Incoming | Refused:
    if len(data) > LARGEST_TEXT:
        return Refused(name, too_large(LARGEST_TEXT))
    try:
        decoded = decode(data)
    except NotText as error:
        return Refused(name, str(error))
    return Incoming(name=name, data=data, text=decoded.text, encoding=decoded.encoding, encoding_basis=decoded.basis)


def too_large(limit: int) -> str:
    return _("It is larger than %(limit)s MB, the most one text may have.") % {"limit": limit // (1024 * 1024)}
