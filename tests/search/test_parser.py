"""The search language: what may be typed, what it means, and what is done about the rest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.parser import DEEPEST, LONGEST, MOST_CLAUSES, parse
from articles.search.query import And, Everything, Field, Node, Not, Or, Phrase, Prefix, Published, Word

A, B, C = Word("a1"), Word("b1"), Word("c1")


class TestGrammar:
    @pytest.mark.parametrize(
        ("typed", "tree"),
        [
            ("", Everything()),
            ("   ", Everything()),
            ("Rakete", Word("Rakete")),
            ("a1 b1", And((A, B))),
            ("a1 AND b1", And((A, B))),
            ("a1 UND b1", And((A, B))),
            ("a1 OR b1", Or((A, B))),
            ("a1 ODER b1", Or((A, B))),
            ("a1 b1 OR c1", Or((And((A, B)), C))),
            ("a1 (b1 OR c1)", And((A, Or((B, C))))),
            ("(a1 b1) c1", And((A, B, C))),
            ("-a1", Not(A)),
            ("NOT a1", Not(A)),
            ("NICHT a1", Not(A)),
            ("a1 -b1", And((A, Not(B)))),
            ("–a1", Not(A)),
            ("-(a1 OR b1)", Not(Or((A, B)))),
            ('-"a1 b1"', Not(Phrase(("a1", "b1")))),
            ("-country:KP", Not(Field("country", "KP"))),
            ("raket*", Prefix("raket")),
            ('"Kim Jong Un"', Phrase(("Kim", "Jong", "Un"))),
            ("„Kim Jong Un“", Phrase(("Kim", "Jong", "Un"))),
            ("“Kim Jong Un”", Phrase(("Kim", "Jong", "Un"))),
            ("«Kim Jong Un»", Phrase(("Kim", "Jong", "Un"))),
            ("»Kim Jong Un«", Phrase(("Kim", "Jong", "Un"))),
            ("Jong-un", Word("Jong-un")),
            ("Nord- Korea", And((Word("Nord"), Word("Korea")))),
            ("Korea, Japan.", And((Word("Korea"), Word("Japan")))),
            ("and or not", And((Word("and"), Word("or"), Word("not")))),
            ("a1 & b1 - c1 !", And((A, B, C))),
            ("10:30", Word("10:30")),
            ("body:geheim", Word("body:geheim")),
        ],
    )
    def test_typed_text_becomes_a_tree(self, typed: str, tree: Node) -> None:
        query = parse(typed)

        assert query.tree == tree
        assert query.notes == ()

    @pytest.mark.parametrize(
        ("typed", "name", "value"),
        [
            ("country:KP", "country", "KP"),
            ("Country:Nordkorea", "country", "Nordkorea"),
            ("country:КНДР", "country", "КНДР"),
            ('person:"Kim Jong-un"', "person", "Kim Jong-un"),
            ("person:„Kim Jong-un“", "person", "Kim Jong-un"),
            ("person:kim-jong-un", "person", "kim-jong-un"),
            ("organisation:UNO", "org", "UNO"),
            ("place:Moskau,", "place", "Moskau"),
            ("weapon:drohne", "weapon", "drohne"),
            ('source:"Channel 24"', "source", "Channel 24"),
            ("lang:de", "lang", "de"),
        ],
    )
    def test_fields(self, typed: str, name: str, value: str) -> None:
        assert parse(typed).tree == Field(name, value)

    @pytest.mark.parametrize(
        ("typed", "earliest", "latest"),
        [
            ("after:2023-09", date(2023, 9, 1), None),
            ("after:2024", date(2024, 1, 1), None),
            ("before:2024", None, date(2023, 12, 31)),
            ("before:2023-09-14", None, date(2023, 9, 13)),
        ],
    )
    def test_before_ends_where_the_date_begins_and_after_begins_there(
        self, typed: str, earliest: date | None, latest: date | None
    ) -> None:
        assert parse(typed).tree == Published(earliest, latest, typed)


class TestNotes:
    @pytest.mark.parametrize(
        ("typed", "note", "printed"),
        [
            ('Rakete "Kim Jong', ("unbalanced_quote", ""), 'Rakete "Kim Jong"'),
            ("r* Japan", ("short_prefix", "r*"), "r Japan"),
            ("before:gestern", ("bad_date", "gestern"), "before:gestern"),
            ("before:0001", ("bad_date", "0001"), "before:0001"),
            ("(Rakete", ("unparsed", ""), "Rakete"),
            ("Rakete) Japan", ("unparsed", ""), "Rakete Japan"),
            ("Rakete OR", ("unparsed", ""), "Rakete"),
            ("OR Rakete", ("unparsed", ""), "Rakete"),
            ("Rakete ()", ("unparsed", ""), "Rakete"),
            ("Rakete NOT", ("unparsed", ""), "Rakete"),
        ],
    )
    def test_what_could_not_be_taken_as_typed_is_said(self, typed: str, note: tuple[str, str], printed: str) -> None:
        query = parse(typed)

        assert query.notes == (note,)
        assert str(query) == printed
        assert query.plain == (note[0] == "unparsed")

    def test_more_than_512_characters_are_cut_at_a_word(self) -> None:
        query = parse("wort" + " langes" * 100)

        assert ("too_long", str(LONGEST)) in query.notes
        assert len(query.text) <= LONGEST
        assert query.text.endswith(" langes")

    def test_more_than_ten_levels_are_read_flat(self) -> None:
        query = parse("(" * 40 + "a1 OR b1" + ")" * 40)

        assert query.tree == Or((A, B))
        assert ("too_deep", str(DEEPEST)) in query.notes

    def test_ten_levels_are_not_too_deep(self) -> None:
        assert parse("(" * 10 + "a1" + ")" * 10).notes == ()

    def test_more_than_32_clauses_are_left_out(self) -> None:
        query = parse(" ".join(f"w{number}" for number in range(40)))

        assert isinstance(query.tree, And)
        assert len(query.tree.parts) == MOST_CLAUSES
        assert query.notes == (("too_many", str(MOST_CLAUSES)),)

    def test_the_operator_of_a_clause_left_out_goes_with_it(self) -> None:
        query = parse(" OR ".join(f"w{number}" for number in range(40)))

        assert isinstance(query.tree, Or)
        assert not query.plain

    def test_marks_nobody_sees_are_no_part_of_a_word(self) -> None:
        assert parse("Nord\u00adko\u200brea\ufeff \u202eJapan").tree == And((Word("Nordkorea"), Word("Japan")))

    def test_a_letter_in_two_parts_is_put_together(self) -> None:
        assert parse("Mu\u0308ller").tree == Word("Müller")


ANY_TEXT = st.text(max_size=80)
PIECES = st.sampled_from(
    ["(", ")", '"', "„", "“", " ", " OR ", " AND ", " NOT ", "-", "*", ":", "country:", "before:", "person:", "2023",
     "Kim", "a", "ab", "ß", "中国", ",", ".", "\x00", "\ud800", "\u0308", "OR", "NOT", "–", "'", "\u202e"]
)  # fmt: skip
QUERY_LIKE = st.lists(PIECES, max_size=60).map("".join)


class TestProperties:
    @given(ANY_TEXT | QUERY_LIKE)
    @settings(max_examples=400, deadline=None)
    def test_any_text_is_a_query_that_prints_back_to_itself(self, typed: str) -> None:
        query = parse(typed)

        again = parse(str(query))

        if len(str(query)) <= LONGEST:
            assert again.tree == query.tree
            assert not again.plain

    @pytest.mark.parametrize("typed", ['BEFORE:"0)0', 'after:"a „b“', "before:1*2", "after:-", "before:x-y.z"])
    def test_a_date_that_is_none_prints_back_too(self, typed: str) -> None:
        query = parse(typed)

        assert parse(str(query)).tree == query.tree

    @given(QUERY_LIKE.map(lambda text: text * 20))
    @settings(max_examples=100, deadline=None)
    def test_long_texts_keep_to_the_limits(self, typed: str) -> None:
        def leaves(node: Node) -> int:
            match node:
                case And(parts) | Or(parts):
                    return sum(leaves(part) for part in parts)
                case Not(part):
                    return leaves(part)
            return 1

        query = parse(typed)

        assert leaves(query.tree) <= MOST_CLAUSES
        assert len(query.text) <= LONGEST

    @pytest.mark.parametrize(
        "typed", ["(" * 17_000, "(" * 8_400 + "a" + ")" * 8_400, "+(" * 12_000, "NOT " * 5_000, "-" * 100_000,
                  '"' * 100_000, "a OR " * 50_000, "country:" * 50_000, "*" * 100_000, "\u0308" * 100_000]
    )  # fmt: skip
    def test_hostile_input_comes_to_an_end(self, typed: str) -> None:
        query = parse(typed)

        assert len(query.text) <= LONGEST
        assert query.notes or len(typed) <= LONGEST
