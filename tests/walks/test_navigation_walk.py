"""Finding one's way in a real browser: band, side line and phone bar, the search, by keyboard and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import SIZES, tab_to, take
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
WALK = "walk-navigation"
PAGES = {
    "Plan": ["Ugen", "Planer", "Hvad nu hvis?", "Registre", "Sæsoner"],
    "Køre": ["Dage", "Holdet", "Lager", "Telefoner"],
    "Møde": ["Caféer", "Det fortalte caféerne", "Egne ord"],
    "Bygge bro": ["Tråde", "Næste skridt", "Vejviser", "Huller", "Hvem gæster ringer til"],
}
NOT_BUILT = ["Behov", "Lytte", "Lære", "Styre"]
TALLEST = 96  # pixels of a phone's bar
# What a screen reader says at /office/lager/, in this order.
STEPS = [
    "navigation De otte trin", "text Behov (kommer senere)", "link Plan", "link Køre, current", "link Møde",
    "link Bygge bro",
    *(f"text {later} (kommer senere)" for later in NOT_BUILT[1:]),
]  # fmt: skip
STEPS_IN_THE_MENU = [
    *STEPS[:2], "link Plan Ugen, Planer, Hvad nu hvis?, Registre, Sæsoner",
    "link Køre Dage, Holdet, Lager, Telefoner, current",
    "link Møde Caféer, Det fortalte caféerne, Egne ord",
    "link Bygge bro Tråde, Næste skridt, Vejviser, Huller, Hvem gæster ringer til", *STEPS[6:],
]  # fmt: skip
PAGES_OF_DRIVE = ["navigation Sider i Køre", "link Dage", "link Holdet", "link Lager, current page", "link Telefoner"]
SEARCH = ["search", "searchbox Søg i alt"]
OWN = ["text Carla, koordinator", "link Din adgang", "link Folk", "link Hjælp", "button English", "button Log ud"]
BEGINS = ["link Spring til indhold", "banner"]
BAR = [*BEGINS, "link I dag"]
HEARD = {
    "desk": [*BEGINS, "link Drive Out", "link I dag", *STEPS, "fold Carla, closed", *PAGES_OF_DRIVE, *SEARCH],
    "phone": [*BAR, "fold Køre : Lager, closed", "fold Menu, closed"],
    "phone, Lager": [*BAR, "fold Køre : Lager, open", *PAGES_OF_DRIVE, "fold Menu, closed"],
    "phone, Menu": [*BAR, "fold Køre : Lager, closed", "fold Menu, open", *SEARCH, *STEPS_IN_THE_MENU, *OWN],
}


def steps(page: Page):
    return page.get_by_role("navigation", name="De otte trin")


def pages_of(page: Page, step: str):
    return page.get_by_role("navigation", name=f"Sider i {step}")


def menu(page: Page):
    return page.locator(".pocket details.menu")


def heard(page: Page) -> list[str]:
    """What a screen reader says before it comes to the page itself: role, name, state, from the browser's own tree."""
    browser = page.context.new_cdp_session(page)
    browser.send("DOM.enable")
    nodes = {node["nodeId"]: node for node in browser.send("Accessibility.getFullAXTree")["nodes"]}

    def role_of(node) -> str:
        role = "" if node["ignored"] else node["role"]["value"]
        return "fold" if role.startswith("DisclosureTriangle") else role

    def below(node):
        return [nodes[child] for child in node.get("childIds", []) if child in nodes]

    def words(node) -> str:
        own = [node["name"]["value"]] if role_of(node) == "StaticText" else map(words, below(node))
        return " ".join(filter(None, own))

    def leads_on(node) -> bool:
        return role_of(node) in ("link", "button") or any(map(leads_on, below(node)))

    def state(node) -> str:
        told = browser.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]["attributes"]
        current = dict(zip(told[::2], told[1::2], strict=True)).get("aria-current", "")
        folded = next((one["value"]["value"] for one in node["properties"] if one["name"] == "expanded"), None)
        open_or_not = {True: ", open", False: ", closed", None: ""}[folded]
        return open_or_not + {"": "", "true": ", current"}.get(current, f", current {current}")

    def said(node):
        role = role_of(node)
        if role in ("link", "button", "fold", "searchbox"):
            yield f"{role} {node['name']['value']}{state(node)}"
        elif role in ("listitem", "paragraph") and not leads_on(node):
            yield f"text {words(node)}"
        elif role not in ("main", "contentinfo"):
            if role in ("banner", "navigation", "search"):
                yield f"{role} {node['name']['value']}".strip()
            for child in below(node):
                yield from said(child)

    return list(said(next(node for node in nodes.values() if "parentId" not in node)))


def test_a_screen_reader_hears_where_one_is_and_where_one_can_go(open_page):
    page = open_page("carla")
    page.goto("/office/lager/")
    assert heard(page) == HEARD["desk"]
    page.set_viewport_size({"width": 320, "height": 900})
    assert heard(page) == HEARD["phone"]
    for name in ("Lager", "Menu"):
        page.locator(".pocket summary").filter(has_text=name).click()
        assert heard(page) == HEARD[f"phone, {name}"]


def test_each_step_has_its_own_pages_and_each_page_marks_itself(open_page):
    page = open_page("carla")
    for step, names in PAGES.items():
        steps(page).get_by_role("link", name=step, exact=True).click()
        expect(steps(page).get_by_role("link", name=step, exact=True)).to_have_attribute("aria-current", "true")
        for name in names:
            assert pages_of(page, step).get_by_role("link").all_inner_texts() == names
            pages_of(page, step).get_by_role("link", name=name, exact=True).click()
            here = pages_of(page, step).locator("[aria-current]")
            expect(here).to_have_text(name)
            expect(here).to_have_attribute("aria-current", "page")
        hold_to_the_house(page)
    assert steps(page).get_by_role("link").all_inner_texts() == list(PAGES)
    for name in NOT_BUILT:
        expect(steps(page).get_by_text(name, exact=False)).to_have_count(1)
        expect(steps(page).get_by_role("link", name=name)).to_have_count(0)


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_the_bar_is_low_and_nothing_is_wider_than_the_screen(open_page, width, dark):
    page = open_page("carla", width=width, dark=dark)
    name = f"{width}{'-dark' if dark else ''}"
    take(page, WALK, f"week-{name}", whole=False)
    for address in (
        "/",
        "/idag/",
        "/office/seasons/",
        "/office/lager/",
        "/office/egne-ord/",
        "/office/help/",
        "/office/people/",
    ):
        page.goto(address)
        assert page.locator("header.band").bounding_box()["height"] <= TALLEST
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
    if width > 1024:
        page.locator("header summary").first.click()
        take(page, WALK, f"name-{name}", whole=False)
        hold_to_the_house(page)
        return
    page.goto("/office/lager/")
    page.locator(".pocket summary").filter(has_text="Lager").click()
    expect(pages_of(page, "Køre").get_by_role("link")).to_have_count(4)
    take(page, WALK, f"pages-{name}", whole=False)
    hold_to_the_house(page)
    page.locator(".pocket summary").filter(has_text="Menu").click()
    expect(pages_of(page, "Køre")).to_be_hidden()
    assert steps(page).get_by_role("link").count() == len(PAGES)
    take(page, WALK, f"menu-{name}", whole=False)
    hold_to_the_house(page)
    assert page.locator("header.band").bounding_box()["height"] <= TALLEST


@pytest.mark.parametrize("script", [True, False])
def test_one_menu_closes_the_other_and_leads_on_without_script_too(open_page, script):
    page = open_page("carla", width=390, script=script)
    page.goto("/office/seasons/")
    page.locator(".pocket summary").filter(has_text="Menu").click()
    expect(menu(page).get_by_role("button", name="Log ud")).to_be_visible()
    page.locator(".pocket summary").filter(has_text="Sæsoner").click()
    expect(menu(page).get_by_role("button", name="Log ud")).to_be_hidden()
    pages_of(page, "Plan").get_by_role("link", name="Planer").click()
    expect(page).to_have_url(re.compile(r"/plans/$"))
    page.locator(".pocket summary").filter(has_text="Menu").click()
    steps(page).get_by_role("link", name=re.compile("^Køre")).click()
    expect(page).to_have_url(re.compile(r"/days/$"))
    page.get_by_role("link", name="I dag", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_escape_closes_and_gives_the_focus_back(open_page):
    page = open_page("carla")
    mine = page.locator("header .me > summary")
    mine.press("Enter")
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Log ud")).to_be_hidden()
    expect(mine).to_be_focused()
    mine.press("Enter")
    page.locator("h1").click()
    expect(page.get_by_role("button", name="Log ud")).to_be_hidden()


def test_by_keyboard_alone_in_the_order_they_stand(open_page):
    page = open_page("carla")
    page.goto("/office/seasons/")
    expected = ["Spring til indhold", "Drive Out", "I dag", *PAGES, "Carla", *PAGES["Plan"]]
    for name in expected:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_have_text(re.compile(rf"^\s*{re.escape(name)}\s*$"))
        outline = focused.evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline not in ("none", ""), f"no ring around {name}"
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Søg i alt")).to_be_focused()
    page.keyboard.type("registre")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 fund på «registre»")).to_be_visible()
    tab_to(page, page.locator("main").get_by_role("link", name="Registre"))
    page.keyboard.press("Enter")
    expect(pages_of(page, "Plan").locator("[aria-current=page]")).to_have_text("Registre")


def test_the_slash_goes_to_the_search_but_not_while_one_writes(open_page):
    page = open_page("carla")
    search = page.get_by_role("searchbox", name="Søg i alt")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("4/12")
    expect(search).to_have_value("4/12")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/office/seasons/")
    page.keyboard.press("/")
    expect(menu(page)).to_have_attribute("open", "")
    expect(menu(page).get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu(page).get_by_role("searchbox")).to_be_hidden()


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_what_is_found_and_what_is_not(open_page, width, dark):
    page = open_page("carla", width=width, dark=dark)
    for asked, title, name in (
        ("ka", re.compile(r"^\d+ fund på «ka»$"), "found"),
        ("karby", re.compile(r"^\d fund på «karby»$"), "few"),
        ("zebra", "Intet fundet på «zebra»", "nothing"),
        ("", "Søg i alt", "empty"),
        ("a", "Søg i alt", "short"),
    ):
        page.goto(f"/office/search/?q={asked}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        take(page, WALK, f"{name}-{width}{'-dark' if dark else ''}")
        hold_to_the_house(page)


def test_a_place_and_a_day_are_found_without_script(open_page):
    page = open_page("carla", script=False)
    for asked, name, address in (
        ("KARBY", "Karby", r"sted=\d+"),
        ("fredag", re.compile("^Fredag"), r"/days/\d{4}-\d\d-\d\d/$"),
    ):
        search = page.get_by_role("searchbox", name="Søg i alt")
        search.fill(asked)
        search.press("Enter")
        page.locator("main").get_by_role("link", name=name, exact=isinstance(name, str)).click()
        expect(page).to_have_url(re.compile(address))


def test_a_volunteer_has_home_and_the_own_menu(open_page):
    page = open_page("bo", width=320)
    expect(page.get_by_role("link", name="I dag", exact=True)).to_have_attribute("aria-current", "page")
    page.locator(".pocket summary").filter(has_text="Menu").click()
    expect(menu(page).get_by_role("link")).to_have_text(["Bygge bro Vejviser", "Din adgang"])
    expect(page.get_by_role("searchbox")).to_have_count(0)
    hold_to_the_house(page)
    page.keyboard.press("Escape")
    assert page.locator("header.band").bounding_box()["height"] <= TALLEST


def test_in_english_and_in_forced_colours(open_page):
    page = open_page("carla")
    page.emulate_media(forced_colors="active")
    take(page, WALK, "forced-colours", whole=False)
    colour = "e => getComputedStyle(e, '::before').backgroundColor"
    marked = pages_of(page, "Plan").locator("[aria-current]").evaluate(colour)
    others = pages_of(page, "Plan").locator("a:not([aria-current])").first.evaluate(colour)
    assert marked != others
    page.locator("header .me > summary").click()
    page.get_by_role("button", name="English").click()
    line = page.get_by_role("navigation", name="The eight steps")
    assert line.get_by_role("link").all_inner_texts() == ["Plan", "Drive", "Meet", "Bridge"]
    expect(page.get_by_role("navigation", name="Pages of Plan")).to_be_visible()
    expect(page.get_by_role("searchbox", name="Search everything")).to_be_visible()
    hold_to_the_house(page)
