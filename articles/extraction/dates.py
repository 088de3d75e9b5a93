"""Date phrases of a text, with the precision they have and, where that can be told, the days they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from articles.extraction.date_patterns import Rule, date_patterns
from articles.extraction.date_rules import RULES, NeedsDayOfWriting, NotADate, Phrase
from articles.extraction.date_words import DateWords, date_words
from articles.text.dates import PartialDate
from articles.text.spans import Span


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase found in a text. *stated* is what it says by itself, None where it counts from the day of writing."""

    span: Span
    stated: PartialDate | None
    rule: Rule
    phrase: Phrase

    def seen_from(self, written: date | PartialDate | None) -> PartialDate | None:
        """The date of the phrase, if every day the article may have been written on gives the same one."""
        if self.stated or written is None:
            return self.stated
        days = (written.earliest, written.latest) if isinstance(written, PartialDate) else (written,)
        try:
            values = {RULES[self.rule](self.phrase, day) for day in days}
        except (NeedsDayOfWriting, ValueError, OverflowError):
            # "29. Februar" in an article of 2023, or years beyond the calendar.
            return None
        return values.pop() if len(values) == 1 else None


def find_date_phrases(text: str, language: str) -> list[DatePhrase]:
    """Every date phrase in *text*.

    "Von September bis November 2023" is one interval, 2023-09/2023-11. "letztes Jahr" and "am 14. Januar" need the day
    or period of publication: without it, or where its days would give different answers, `seen_from` has no date
    rather than a guessed one.
    """
    words = date_words(language)
    phrases: list[DatePhrase] = []
    taken: set[int] = set()
    for rule, pattern in date_patterns(language):
        for match in pattern.finditer(text):
            start, end = match.span("phrase" if "phrase" in pattern.groupindex else 0)
            if start in taken or end - 1 in taken or not _spelled_like_a_date(match, words):
                continue
            phrase = Phrase(match, words)
            try:
                value: PartialDate | None = RULES[rule](phrase, None)
            except NeedsDayOfWriting:
                value = None
            except (NotADate, ValueError):
                continue
            taken.update(range(start, end))
            phrases.append(DatePhrase(Span.of(text, start, end), value, rule, phrase))
    return sorted(phrases, key=lambda phrase: phrase.span)


def _spelled_like_a_date(match: re.Match[str], words: DateWords) -> bool:
    # "may" is a verb: a language that writes its months with a capital has no other.
    names = [match[group] for group in ("month", "month2", "weekday") if group in match.re.groupindex and match[group]]
    return not words.months_are_capitalised or all(name[0].isupper() for name in names)
