"""What a template keeps is rendered once for what it depends on."""

from django.template import Context, Template


def test_a_kept_piece_is_rendered_once_for_each_of_the_values_it_depends_on():
    template = Template("{% kept day here %}{{ day }} {{ here }} {{ other }}{% endkept %}, {{ other }}")
    rendered = [template.render(Context({"day": day, "here": "a", "other": n})) for n, day in enumerate("xyx")]
    assert rendered == ["x a 0, 0", "y a 1, 1", "x a 0, 2"]


def test_a_piece_that_depends_on_nothing_and_one_whose_value_is_missing():
    template = Template("{% kept %}{{ n }}{% endkept %}{% kept gone %}{{ n }}{% endkept %}")
    assert [template.render(Context({"n": n})) for n in (1, 2)] == ["11", "11"]


def test_what_is_kept_stays_escaped_once():
    template = Template("{% kept a %}{{ a }}{% endkept %}")
    assert [template.render(Context({"a": "<b>"})) for _ in range(2)] == ["&lt;b&gt;"] * 2
