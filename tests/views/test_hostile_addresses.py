"""Whatever stands in an address or is sent with a form, the answer is a page or a refusal, never a fault of ours."""

from __future__ import annotations

from urllib.parse import quote

from articles.models import Bookmark, Role, User
from tests.builders import make_event, make_participation, make_report
from tests.views.finding import FindingTests

# Sent as bytes: half of a letter outside the Basic Plane, half of a letter in UTF-8, a NUL, the longest number and
# longer ones, digits of another script, numbers that are none.
_TYPED = (
    "%00", "%ED%A0%80", "%C3", "%25ED%25A0%2580", "9" * 30, "9223372036854775808", "-1", "0", "1e9", "%D9%A3",
    "%C2%B2", "NaN", "x" * 3000, "%F0%9F%9A%80", "..%2F..%2Fetc", "%22%3E%3Cscript%3E", "0001", "9999-12-31", "-9999",
    "2023-13", "2023-02-30", "../2023", "2023/2019", "%0d%0aSet-Cookie:x=1", "",
)  # fmt: skip
_KEYS = {
    "/events/": ("a", "b", "type", "place", "article", "from", "to", "confirmed", "sort", "page"),
    "/events.csv": ("a", "article", "from", "type"),
    "/events.jsonl": ("b", "article", "to", "page"),
    "/events.atom": ("a", "place", "page"),
    "/pairs/": ("a", "b"),
    "/people/": ("q", "letter", "sort", "page", "all"),
    "/countries/kp/": ("by", "page"),
    "/countries/kp/co-mentions/": ("kind", "page"),
    "/report/": ("article", "page"),
    "/bookmarks/": ("page",),
    "/sources/": ("page",),
    "/subjects/": ("page",),
    "/search/": ("event", "event_from", "event_to"),
    "/search.json": ("event", "event_from", "event_to"),
}
_PATHS = (
    "/events/{}/", "/pairs/{}/ru/", "/pairs/ru/{}/", "/people/{}/", "/countries/{}/", "/countries/{}/mentions/",
    "/countries/{}/co-mentions/", "/countries/{}.atom", "/calendar/{}/", "/calendar/{}/9/", "/calendar/2023/{}/",
    "/about/{}/", "/articles/{}/keep/", "/bookmarks/{}/", "/bookmarks.{}", "/map/{}/", "/desk/reports/{}/",
    "/desk/events/{}/",
)  # fmt: skip


class HostileAddressTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        article = self.publish("Munition für Nordkorea", self.kp, self.ru)
        report = make_report(make_event("AID", "military", date="2023-09"), article)
        make_participation(report, self.kp)
        make_participation(report, self.ru, "recipient")
        self.editor = User.objects.create_user("redakteurin", password="unwichtig", role=Role.EDITOR)
        self.article = article

    def test_values_of_every_wrong_kind_are_answered(self) -> None:
        for page, keys in _KEYS.items():
            for key in keys:
                for typed in _TYPED:
                    self._is_answered(f"{page}?{key}={typed}")
                self._is_answered(f"{page}?{key}=1&{key}=kp&{key}[]=2&{key}[x]=3")

    def test_paths_of_every_wrong_kind_are_answered(self) -> None:
        for signed_in in (False, True):
            if signed_in:
                self.client.force_login(self.editor)
            for path in _PATHS:
                for typed in filter(None, _TYPED):
                    self._is_answered(path.format(typed))

    def test_what_is_sent_with_a_form_is_answered(self) -> None:
        self.client.force_login(self.editor)
        mark = Bookmark.objects.create(user=self.editor, article=self.article)
        forms = {
            "/report/": ("message", "contact", "page", "article"),
            f"/bookmarks/{mark.pk}/": ("note", "page"),
            f"/articles/{self.article.pk}/keep/": ("remove", "page"),
        }
        for address, fields in forms.items():
            for field in fields:
                for typed in ("\0", "\ud800", "9" * 40, "x" * 100_000, "²", "٣", "\x1b\u202e", "//a", ["1", "2"]):
                    values = {"message": "Falsch", field: typed}
                    status = self._posted(address, values)
                    self.assertLess(status, 500, (address, field, str(typed)[:40].encode("unicode-escape")))

    def _posted(self, address: str, values: dict[str, object]) -> int:
        pairs = [(name, one) for name, some in values.items() for one in (some if isinstance(some, list) else [some])]
        body = "&".join(f"{name}={quote(str(one).encode('utf-8', 'surrogatepass'))}" for name, one in pairs)
        return self.client.post(address, body, content_type="application/x-www-form-urlencoded").status_code

    def _is_answered(self, address: str) -> None:
        answer = self.client.get(address, follow=True)
        self.assertLess(answer.status_code, 500, address)
        self.assertNotIn("x", answer.cookies, address)
        if "html" in answer.headers["Content-Type"]:
            self.assertNotIn(b"><script>", answer.content, address)
