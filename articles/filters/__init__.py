"""Query strings to cleaned values and back: one definition for pages, JSON, feeds, exports and the command line."""

from articles.filters.article import ArticleFilter
from articles.filters.database import in_database
from articles.filters.querystring import QueryString

__all__ = ["ArticleFilter", "QueryString", "in_database"]
