"""What is left of sample texts once their articles are deleted: their bytes and the sources they came from."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.ingest.originals import remove_original
from articles.ingest.samples.table import read_samples
from articles.models import AccessionCounter, BatchFile, Original, Source


@transaction.atomic
def remove_sample_leftovers() -> None:
    """Delete the bytes of sample texts at once, and their sources, unless something else needs them."""
    # Whoever takes in one of these texts at this moment waits here, or is through and has its row.
    AccessionCounter.take(timezone.now().year, 0)
    samples = read_samples()
    hashes = {hashlib.sha256(sample.incoming.data).hexdigest() for sample in samples}
    needed = set(Original.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    needed |= set(BatchFile.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for sha256 in hashes - needed:
        # However young: the same bytes lie beside this file.
        remove_original(sha256, unless_younger_than=0)
    names = {sample.incoming.source for sample in samples}
    Source.objects.filter(~Q(articles__isnull=False), name__in=names).delete()
