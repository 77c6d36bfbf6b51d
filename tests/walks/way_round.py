"""The band as a walk uses it: what stands under one's own name, or on a phone in the menu, is opened first."""

from playwright.sync_api import Page


def own_menu(page: Page) -> Page:
    """Open it, at any width: language, help, people, the own access, signing out."""
    page.locator("header.band details:is(.me, .menu) > summary:visible").click()
    return page
