"""Extracts, and articles like this one."""

from __future__ import annotations

from articles.search.criteria import Criteria
from articles.search.parser import parse
from tests.search.contract.base import (
    KIM,
    EngineContract,
    document,
)


class ExtractContract(EngineContract):
    def marked(self, query: str, text: str, language: str = "de", length: int = 220) -> list[str]:
        made = self.engine.snippets(parse(query).tree, {1: text}, {1: language}, length)
        return [piece for piece, is_hit in made[1].pieces if is_hit] if made else []

    def test_words_are_marked_in_the_form_they_have(self) -> None:
        assert self.marked("rakete china", "Chinas Raketen und Karten") == ["Chinas", "Raketen"]
        assert self.marked("Mueller", "Frau Müller") == ["Müller"]

    def test_positions_are_characters_and_not_bytes(self) -> None:
        assert self.marked("Rakete", "🚀 „Über“ Größe: Raketen") == ["Raketen"]
        assert self.marked("Rakete", "İİİ Raketen") == ["Raketen"]

    def test_phrases_are_marked_whole_and_alone(self) -> None:
        assert self.marked('"Kim Jong Un"', "Jong traf Kim Jong-un.") == ["Kim Jong-un"]

    def test_prefixes(self) -> None:
        assert self.marked("raket*", "Raketentest, Karte") == ["Raketentest"]

    def test_excluded_words_are_not_marked(self) -> None:
        assert self.marked("Rakete -Japan", "Rakete über Japan") == ["Rakete"]

    def test_signs_without_spaces(self) -> None:
        assert self.marked("中国", "访问中国人民", language="zh") == ["中国"]

    def test_nothing_for_a_text_without_any_word(self) -> None:
        assert self.engine.snippets(parse("Rakete").tree, {1: "Panzer"}, {1: "de"}) == {}
        assert self.engine.snippets(parse("").tree, {1: "Panzer"}, {1: "de"}) == {}

    def test_the_extract_is_where_most_of_the_query_stands(self) -> None:
        text = "Rakete. " + "Nichts davon. " * 60 + "Eine Rakete über Japan. " + "Nichts davon. " * 60

        [snippet] = self.engine.snippets(parse("Rakete Japan").tree, {1: text}, {1: "de"}, 120).values()

        shown = "".join(piece for piece, _ in snippet.pieces)
        assert "Eine Rakete über Japan." in shown
        assert shown.startswith("…") and shown.endswith("…")
        assert len(shown) <= 130

    def test_markup_comes_out_as_text(self) -> None:
        [snippet] = self.engine.snippets(parse("script").tree, {1: "<script>alert(1)</script>"}, {1: "de"}).values()

        assert "".join(piece for piece, _ in snippet.pieces) == "<script>alert(1)</script>"

    def test_the_pieces_are_the_text(self) -> None:
        text = "Zwei Raketen. Über Japan, dann drei Raketen!"

        [snippet] = self.engine.snippets(parse("rakete").tree, {1: text}, {1: "de"}).values()

        assert "".join(piece for piece, _ in snippet.pieces) == text


class LikenessContract(EngineContract):
    def test_articles_that_share_rare_words_and_people_are_alike(self) -> None:
        original = document(1, "Munition aus Nordkorea in Hafen", entities={"person": frozenset({KIM})})
        self.holds(
            original,
            document(2, "Munition aus Nordkorea", entities={"person": frozenset({KIM})}),
            *(document(number, "Wetter und Sport") for number in range(3, 12)),
        )

        alike = self.engine.more_like(original, Criteria(size=3))

        assert alike[0] == 2
        assert 1 not in alike
