"""Buttons that people press after they have seen what they do."""

from django.test import Client


def press(browser: Client, address: str, **typed: str):
    """Hold a plan: the button of the page at this address (of `hold/`), with all that the page as it stands sends."""
    page = browser.get(address).content.decode()
    shown = page.partition('name="vist" value="')[2].partition('"')[0]
    first = page.rpartition('name="fra" value="')[2].partition('"')[0]
    return browser.post(address.partition("?")[0], {"fra": first, "vist": shown, **typed}, follow=True)
