"""At the desk a help text stands under its field, in the form and in its rows, at every width."""

import pytest
from django.urls import reverse

from tests.browser.test_desk import desk  # noqa: F401 (a fixture)
from tests.making import make_event, make_source
from timeline.models import Case, Event, Filing, Party, Question, Quote

WIDTHS = (390, 768, 1100, 1440)
# Where each help text begins that does not begin below its field, with the pixels between.
ASTRAY = """() => [...document.querySelectorAll(".form-row div.help")].map((help) => {
  const inputs = "input:not([type=hidden], [type=checkbox]), select, textarea";
  const named = help.offsetParent && help.previousElementSibling.querySelector(inputs);
  if (!named) return null;
  const field = named.matches(".select2-hidden-accessible") ? named.nextElementSibling : named;
  const words = document.createRange();
  words.selectNodeContents(help.firstElementChild);
  const [at, under] = [words.getBoundingClientRect(), field.getBoundingClientRect()];
  return Math.abs(at.x - under.x) < 2 && at.y >= under.bottom - 1 ? null : `${help.id}: ${at.x - under.x}`;
}).filter(Boolean)"""


@pytest.mark.parametrize("model", [Event, Filing, Case, Quote, Question, Party])
def test_a_help_text_stands_under_its_field_at_every_width(desk, live_server, model):  # noqa: F811
    desk.goto(live_server.url + reverse(f"admin:timeline_{model._meta.model_name}_add"))
    assert desk.locator(".source-row:not(.empty-form) .help").count() > 2
    assert astray(desk) == {}


def test_help_stands_under_its_field_in_rows_of_what_is_there_and_in_new_quotes(desk, live_server):  # noqa: F811
    event = make_event(sources=[make_source(), make_source()])
    desk.goto(live_server.url + reverse("admin:timeline_event_change", args=[event.pk]))
    desk.get_by_text("Add another Quote").click()
    assert astray(desk) == {}


def astray(page):
    """width → the help texts that stand elsewhere."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if there := page.evaluate(ASTRAY):
            found[width] = there
    return found
