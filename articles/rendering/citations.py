"""How to cite an article: as a sentence, as BibTeX, as RIS. All three say no more of the date than is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.rendering.dates import date_words
from articles.text.dates import PartialDate

_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
# Braces by name: BibTeX counts an escaped brace as one that still has to be closed.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. *url* is the archive's own permanent address, *seen* the day on which it was looked up."""

    accession: str
    headline: str
    authors: tuple[str, ...]
    source: str
    published: PartialDate | None
    language: str
    archive: str
    url: str
    seen: date

    def as_text(self) -> str:
        """Author: “Headline”. Source, date. Archive, shelf mark. Address (seen on …)."""
        authors = "; ".join(self.authors)
        said = ", ".join(part for part in (self.source, date_words(self.published) or _("no date")) if part)
        place = f"{self.archive}, {self.accession}. {self.url}"
        seen = _("seen on %(date)s") % {"date": date_format(self.seen, "DATE_FORMAT")}
        quoted = _("“%(headline)s”") % {"headline": _one_line(self.headline)}
        return f"{authors + ': ' if authors else ''}{quoted}. {said}. {place} ({seen})."

    def as_bibtex(self) -> str:
        """A biblatex entry in UTF-8. Its `date` is EDTF, which biblatex reads, uncertain and open dates included."""
        fields = [
            ("title", "{" + _tex(self.headline) + "}"),
            ("author", " and ".join("{" + _tex(author) + "}" for author in self.authors)),
            ("journaltitle", _tex(self.source)),
            ("date", self.published.edtf if self.published else ""),
            ("langid", self.language),
            ("url", _verbatim(self.url)),
            ("urldate", self.seen.isoformat()),
            ("library", _tex(f"{self.archive}, {self.accession}")),
        ]
        lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
        return f"@article{{{_cite_key(self)},\n" + "\n".join(lines) + "\n}\n"

    def as_ris(self) -> str:
        """RIS as reference managers import it: CRLF, UTF-8, dates as YYYY/MM/DD/ with what is unknown left empty."""
        fields = [("TY", "NEWS"), ("TI", self.headline), *(("AU", author) for author in self.authors)]
        fields += [("T2", self.source), ("PY", _ris_year(self.published)), ("DA", _ris_date(self.published))]
        fields += [("LA", self.language), ("UR", self.url), ("Y2", f"{self.seen:%Y/%m/%d}/")]
        fields += [("DP", self.archive), ("CN", self.accession)]
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
        return "\r\n".join([*lines, "ER  - ", ""])


def _one_line(value: str) -> str:
    """A line break in a headline would begin a field of its own: `TI  - x⏎ER  - ` ends the record."""
    return _LINE_BREAKS.sub(" ", value).strip()


def _tex(value: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(value))


def _verbatim(url: str) -> str:
    """biblatex reads `url` verbatim, so only what would end the field is taken out of it."""
    return _one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _cite_key(citation: Citation) -> str:
    plain = unicodedata.normalize("NFKD", citation.source or citation.archive).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", plain.lower())[:20] + citation.accession.replace("-", "")


def _point(published: PartialDate | None) -> str:
    """The date if it is one day, month or year; intervals and open dates have no such thing."""
    exact = published is not None and published.precision in ("day", "month", "year")
    return published.edtf.rstrip("~?%") if published and exact else ""


def _ris_year(published: PartialDate | None) -> str:
    return _point(published)[:4]


def _ris_date(published: PartialDate | None) -> str:
    """YYYY/MM/DD/other: an interval keeps its wording in the last field, where managers show it unchanged."""
    if published is None:
        return ""
    year, month, day = ([*_point(published).split("-"), "", ""])[:3]
    return f"{year}/{month}/{day}/" if year else f"///{published.edtf}"
