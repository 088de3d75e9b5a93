"""Parts of a page that say the same to everybody: rendered once a language.

Half of what a page's template does is to translate the same labels and to look up the same addresses again.
"""

from __future__ import annotations

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.loader_tags import BlockNode
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.tag
def for_everybody(parser: Parser, token: Token) -> ForEverybody:
    """`{% for_everybody %}<h2>{% translate "Results" %}</h2>{% end_for_everybody %}`

    Nothing inside knows the request, the account or any other variable: they are empty there, for everybody.
    """
    content = parser.parse(("end_for_everybody",))
    parser.delete_first_token()
    if content.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("A block may be different on each page, so it cannot be for everybody.")
    return ForEverybody(content)


class ForEverybody(Node):
    # None: whoever looks for the blocks of a page, as each page that extends another does, need not look in here.
    child_nodelists = ()

    def __init__(self, content: NodeList) -> None:
        self._content = content
        self._rendered: dict[tuple[str | None, str], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        told_apart = get_language(), get_script_prefix()
        if told_apart not in self._rendered:
            alone = template.Context()
            # Tags ask it for the engine; it knows nothing else.
            alone.template = context.template
            self._rendered[told_apart] = self._content.render(alone)
        return self._rendered[told_apart]
