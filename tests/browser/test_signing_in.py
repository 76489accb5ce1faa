"""A second factor in a real browser: set up by reading its key, asked for, used up, and lost."""

import pyotp
import pytest
from django.contrib.auth.models import Group

from timeline.models import SecondFactorDemand

PASSWORD = "correct horse battery"


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_default_timeout(8000)
    return said


@pytest.fixture
def ada(transactional_db, django_user_model):
    user = django_user_model.objects.create_user("ada", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get_or_create(name="researcher")[0])
    return user


def sign_in(page, site, name="ada"):
    page.goto(f"{site}/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")


def prove(page, code):
    page.fill("#id_password", PASSWORD)
    page.fill("#id_code", code)
    page.keyboard.press("Enter")


def test_a_demanded_second_factor_is_set_up_and_lets_in_from_then_on(page, live_server, ada, complaints):
    SecondFactorDemand.objects.create(group=ada.groups.get())
    sign_in(page, live_server.url)
    page.wait_for_url("**/admin/account/second-factor/")
    assert page.locator("svg.qr path").first.bounding_box()["width"] > 100
    totp = pyotp.TOTP(page.locator(".secret").inner_text())
    prove(page, totp.now())
    page.wait_for_selector(".codes")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Log out").click()

    sign_in(page, live_server.url)
    page.wait_for_url("**/admin/login/code/**")
    assert page.evaluate("document.activeElement.id") == "id_code"
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    page.get_by_text("This code is not right").wait_for()
    page.fill("#id_code", codes[0])
    page.keyboard.press("Enter")
    page.get_by_text("Recovery codes left: 9").wait_for()
    assert complaints == []


def test_somebody_ends_a_session_elsewhere_and_then_all_of_them(page, browser, live_server, ada, complaints):
    elsewhere = browser.new_context().new_page()
    sign_in(elsewhere, live_server.url)
    elsewhere.get_by_role("link", name="Your account").wait_for()
    sign_in(page, live_server.url)
    page.get_by_role("link", name="Your account").click()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="End the session").click()
    page.get_by_text("That session has ended.").wait_for()
    elsewhere.reload()
    elsewhere.wait_for_selector("#id_username")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_selector("#id_username")
    assert complaints == []
