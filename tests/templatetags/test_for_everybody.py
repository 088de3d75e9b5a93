"""Parts of a page rendered once a language can hold nothing of whoever asked first."""

from __future__ import annotations

from typing import Any

from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory, SimpleTestCase
from django.urls import set_script_prefix
from django.utils import translation


def template(inside: str) -> Template:
    return Template("{% load for_everybody i18n icons %}{% for_everybody %}" + inside + "{% end_for_everybody %}")


class ForEverybodyTests(SimpleTestCase):
    def test_each_language_has_its_own(self) -> None:
        search = template('{% translate "Search the archive" %}')

        for language, words in (("en", "Search the archive"), ("de", "Archiv durchsuchen")) * 2:
            with translation.override(language):
                self.assertEqual(search.render(Context()), words)

    def test_addresses_begin_where_the_site_does(self) -> None:
        address = template("{% url 'search' %}")
        self.addCleanup(set_script_prefix, "/")

        for prefix in ("/", "/archiv/", "/"):
            set_script_prefix(prefix)
            self.assertEqual(address.render(Context()), f"{prefix}search/")

    def test_it_knows_nothing_of_who_asks(self) -> None:
        nosy = template("{{ user }}{{ request.path }}{% if user %}secret{% endif %}")
        context: dict[str, Any] = {"user": "redakteurin", "request": RequestFactory().get("/desk/")}

        self.assertEqual(nosy.render(Context(context)), "")
        self.assertEqual(nosy.render(Context()), "")

    def test_a_block_inside_is_refused(self) -> None:
        with self.assertRaises(TemplateSyntaxError):
            template("<p>{% block main %}{% endblock %}</p>")
