"""Pieces of templates that say nothing of the record: rendered once for what they depend on, and then kept."""

from django import template

register = template.Library()

_MOST = 64


class _Kept(template.Node):
    def __init__(self, inside, depends_on):
        self.inside, self.depends_on = inside, depends_on
        self.texts: dict[tuple[str, ...], str] = {}

    def render(self, context):
        values = tuple([str(value.resolve(context, ignore_failures=True)) for value in self.depends_on])
        text = self.texts.get(values)
        if text is None:
            text = self.inside.render(context)
            if len(self.texts) < _MOST:
                self.texts[values] = text
        return text


@register.tag
def kept(parser, token):
    """`{% kept filters.day here %}…{% endkept %}`: what stands inside follows from these values, and from nothing else.

    To walk through hundreds of small nodes takes longer than all else on a page.
    """
    _, *names = token.split_contents()
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return _Kept(inside, [parser.compile_filter(name) for name in names])
