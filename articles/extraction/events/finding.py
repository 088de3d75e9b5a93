"""What a text says happened: proposals of events, each with the sentence and the words that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from articles.extraction.dates import DatePhrase
from articles.extraction.events.merging import merge_repeats
from articles.extraction.events.reading import SentenceReader
from articles.extraction.events.words import event_words
from articles.extraction.sentences import has_position, split_sentences
from articles.extraction.values import EventProposal, MentionProposal, Parts
from articles.text.dates import PartialDate

# A text with more than these is a chronicle or no prose at all; no editor looks through them.
_MOST = 300


def find_events(
    text: str,
    parts: Parts,
    mentions: Sequence[MentionProposal],
    dates: Sequence[DatePhrase],
    language: str,
    *,
    written: date | PartialDate | None,
    home_countries: Mapping[str, str],
) -> tuple[EventProposal, ...]:
    """Proposals in the order of the text; none for a language without a table of verbs.

    *written* is when the article was published, or what its own words say about that. *home_countries* are the codes
    of the countries that people, organisations and places belong to.
    """
    words = event_words(language)
    if words is None:
        return ()
    shown_at = [match.start for match in words.shows_an_event.matches(text)]
    if not shown_at or not mentions:
        return ()
    sentences = split_sentences(text, parts, words, shown_at)
    reader = SentenceReader(text, sentences, mentions, dates, words, home_countries)
    found: list[tuple[EventProposal, bool]] = []
    for index, sentence in enumerate(sentences):
        # Most sentences have no word that shows an event, and are not read.
        if len(found) < _MOST and has_position(shown_at, sentence.span) and reader.names_somebody(index):
            found += [(proposal, sentence.is_heading) for proposal in reader.proposals(index, written)]
    return merge_repeats(found)
