"""For the style page: `{% example %}…{% endexample %}` shows what a piece of template makes, and the piece itself."""

from textwrap import dedent

from django import template
from django.template.base import NodeList, Parser, Token, TokenType
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
MARKS = {TokenType.VAR: "{{{{ {} }}}}", TokenType.BLOCK: "{{% {} %}}", TokenType.TEXT: "{}", TokenType.COMMENT: ""}


class Example(template.Node):
    def __init__(self, nodelist: NodeList, source: str) -> None:
        self.nodelist = nodelist
        self.source = source

    def render(self, context: template.Context) -> SafeString:
        return format_html(
            '<div class="example">{}</div><details class="source"><summary>{}</summary>'
            '<pre dir="ltr" tabindex="0"><code>{}</code></pre></details>',
            self.nodelist.render(context),
            "template",
            self.source,
        )


@register.tag
def example(parser: Parser, token: Token) -> Example:
    source = ""
    ahead: Token
    for ahead in reversed(parser.tokens):  # type: ignore[assignment]
        if ahead.token_type == TokenType.BLOCK and ahead.contents == "endexample":
            break
        source += MARKS[ahead.token_type].format(ahead.contents)
    nodelist = parser.parse(("endexample",))
    parser.delete_first_token()
    return Example(nodelist, dedent(source).strip())
