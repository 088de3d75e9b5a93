"""Which questions an article's mentions ask, and in which order."""

from __future__ import annotations

import pytest

from articles.models import Mention, Status
from articles.rendering.review_queue import next_after, questions, row_html
from tests.builders import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


def mention(start: int, quote: str, *, reads_as: str = "", status: str = Status.PROPOSED) -> Mention:
    """Of one article, as a page reads it."""
    one = make_mention(make_article("Text"), None, quote, start=start, end=start + len(quote), status=status)
    one.candidates = [{"entity": reads_as, "score": 0.9, "reason": "a known name"}] if reads_as else []
    return one


class TestQuestions:
    def test_the_same_words_read_as_two_people_are_two_questions(self) -> None:
        kims = [mention(0, "Kim", reads_as="person:a"), mention(10, "Kim", reads_as="person:b"),
                mention(20, "Kim", reads_as="person:a")]  # fmt: skip

        asked = questions(kims, {}, ())

        assert [len(one.mentions) for one in asked] == [2, 1]

    def test_doubtful_ones_come_first_then_safe_ones_then_decided_ones(self) -> None:
        decided = mention(0, "Eins", status=Status.REJECTED)
        safe, doubtful = mention(10, "Zwei"), mention(20, "Drei")

        asked = questions([decided, safe, doubtful], {}, {safe.pk})

        assert [one.lead.quote for one in asked] == ["Drei", "Zwei", "Eins"]

    def test_a_decision_for_another_entity_leaves_the_question_where_it_is(self) -> None:
        first, second = mention(0, "Kim", reads_as="person:a"), mention(10, "Kim", reads_as="person:a")
        before = questions([first, second], {}, ())
        first.entity, first.status = make_entity("person:b"), Status.CONFIRMED

        after = questions([first, second], {}, ())

        assert [one.row for one in after] == [one.row for one in before]

    def test_after_the_last_question_the_first_open_one_follows(self) -> None:
        first, last = mention(0, "Eins"), mention(10, "Zwei")
        before = questions([first, last], {}, ())
        last.status = Status.REJECTED

        after = questions([first, last], {}, ())
        onward = next_after(after[1], before, after)

        assert onward is not None
        assert onward.lead == first


class TestRows:
    def test_what_nobody_is_known_for_can_only_be_rejected(self) -> None:
        one = mention(0, "Niemand")
        [asked] = questions([one], {}, ())

        row = row_html(asked, {one.pk: f"{one.pk}.x"}, icon="")

        assert 'name="reject"' in row
        assert 'name="accept"' not in row

    def test_words_of_a_text_do_not_become_markup(self) -> None:
        one = mention(0, '"><img src=x>')
        [asked] = questions([one], {}, ())

        assert "<img" not in row_html(asked, {one.pk: f"{one.pk}.x"}, icon="")
