"""How an article of this archive is cited."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.timezone import localdate

from articles.models import Article
from articles.rendering.citations import Citation
from articles.views.context import site


def citation_of(request: HttpRequest, article: Article) -> Citation:
    """As seen today at the address of *request*'s host. Reads the authors and the source."""
    authors = tuple(author.name for author in article.authors.all())
    return Citation(
        accession=article.accession,
        headline=article.headline,
        authors=authors or ((article.byline,) if article.byline else ()),
        source=article.source.name if article.source else "",
        published=article.published,
        language=article.known_language,
        archive=site(request)["site_name"],
        url=request.build_absolute_uri(article.get_absolute_url()),
        seen=localdate(),
    )
