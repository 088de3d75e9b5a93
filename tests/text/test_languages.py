"""Language tags as files and people write them."""

import pytest

from articles.text.languages import language_code


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "de"),
        ("de-CH", "de"),
        ("EN_us", "en"),
        ("uk", "uk"),
        ("", "und"),
        (None, "und"),
        ("deutsch!", "und"),
        (" fr ", "fr"),
    ],
)
def test_a_tag_is_reduced_to_its_language(tag: str | None, code: str) -> None:
    assert language_code(tag) == code
