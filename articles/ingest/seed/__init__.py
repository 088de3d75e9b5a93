"""The article every new archive begins with, taken in the way every other text is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from articles.ingest.annotate import annotate
from articles.ingest.articles import ingest_article
from articles.ingest.incoming import Incoming, Stored
from articles.ingest.readers.plain import read_plain
from articles.models import DateBasis, Marker
from articles.text.dates import PartialDate

SEED = Path(__file__).parent / "000_edf16ab2d9cc4487.txt"
_MARKER = "seed_article"


def ingest_seed() -> bool:
    """Store and publish the seed article, once in the life of an archive; whether it was stored now.

    An editor who deletes it does not get it back with the next start.
    """
    if Marker.objects.filter(name=_MARKER).exists():
        return False
    incoming = read_plain(SEED.read_bytes(), SEED.name)
    if not isinstance(incoming, Incoming):
        raise ValueError(f"{SEED.name}: {incoming.reason}")
    # The text names days without a year and never says when it was written: the month was found out by hand.
    dated = replace(
        incoming, published=PartialDate("2024-01"), published_basis=DateBasis.EDITOR, machine_translated=True
    )
    outcome = ingest_article(dated, publish=True)
    if isinstance(outcome, Stored):
        annotate([outcome.article.pk])
    Marker.objects.get_or_create(name=_MARKER, defaults={"value": "stored"})
    return isinstance(outcome, Stored)
