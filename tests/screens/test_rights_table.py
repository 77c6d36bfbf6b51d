"""Every address against every role, as tests/rights.py says; and what another organisation, or a reader, never sees."""

import re

import pytest
from django.db import connection
from django.urls import URLPattern, get_resolver, reverse

from driveout.core.simulate.small_town import small_town
from driveout.records.models import (
    Invitation,
)
from tests.rights import PAGE, RULES, page
from tests.rights_rule import ROLES, Rule
from tests.screens.rights_world import (
    NEXT_HUB,
    STRANGERS,
    WHO,
    Asking,
    all_of_them,
    values_at_the_hub,
)

pytestmark = pytest.mark.django_db
# Answers 404 to those who may see it while there is nothing: no outline, curve, published times or clash.
MAY_BE_MISSING = {
    "office:end_own_phone",
    *("office:land", "office:what_if_csv", "public:times", "public:security", "office:drop_wish"),
    *("public:all_calendar", "public:hub_calendar", "public:place_calendar", "public:cafe", "public:figures_of"),
    *("public:spread_one", "public:poster", "public:week_card", "public:embed", "public:come"),
    *("public:old_all_calendar", "public:old_calendar", "public:hsds_list", "public:hsds_one"),
    # what is another's own, or names nobody because the one body for every form does not
    *("field:give_back", "field:ask_swap", "field:answer_swap", "field:own_hours", "field:stand", "field:end_standing"),
    *(
        "partner:referred",
        "field:end_absence",
        "office:ask_for_shift",
        "office:put_on_shift",
        "office:note_paper",
        "office:letter",
    ),
}
MAY_BE_NAMED = {"office:guide": {"Carla"}}  # whom to ask: the coordinator
# No rows of an organisation: the same words and secrets are everywhere.
NO_ROWS = {
    "act",
    "kind",
    "of",
    "slug",
    "mark",
    "secret",
    "pk",
    "channel",
    "token",
    "feed_secret",
    "day",
    "link_secret",
    "letter",
}
OURS = r"Mosede|Small town|Alma\b|\bDan\b|\bBo\b"
# Which hub it is about stands in what is sent, not in the address; tests/screens/test_days.py asks those.
SENT_WITH_IT = {"office:broken"}


def addresses() -> dict[str, list[str]]:
    """Name of every address → the parameters it takes."""
    found: dict[str, list[str]] = {}

    def walk(resolver, space: str, before: list[str]) -> None:
        for part in resolver.url_patterns:
            taken = before + list(part.pattern.converters)
            if isinstance(part, URLPattern):
                found[space + (part.name or str(part.pattern))] = taken
            else:
                walk(part, f"{space}{part.namespace}:" if part.namespace else space, taken)

    walk(get_resolver(), "", [])
    return found


def ruled() -> dict[str, list[str]]:
    """Those with a rule; the first test tells of the others."""
    return {name: taken for name, taken in addresses().items() if name in RULES}


def test_every_address_has_a_rule():
    advice = [
        f"{name} has no rule. Add to RULES in tests/rights.py a line such as\n"
        f'    "{name}": read("what it is", OFFICE),\nand run: python -m tests.rights'
        for name in addresses().keys() - RULES.keys()
    ]
    assert not advice, "\n\n".join(advice)
    gone = RULES.keys() - addresses().keys()
    assert not gone, f"{sorted(gone)} are no longer addresses: take them out of RULES in tests/rights.py"


def test_the_page_of_rights_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.rights"


@pytest.fixture
def everybody(people):
    return all_of_them(people)


@pytest.fixture
def values(everybody, season, plan):
    return values_at_the_hub(everybody, season, plan)


@pytest.fixture
def ask(everybody):
    return Asking(everybody)


def address_of(name: str, taken: list[str], values) -> str:
    for parameter in taken:
        assert parameter in values, f"{name} takes <{parameter}>: add it to `values` in {__file__}"
    return reverse(name, kwargs={parameter: values[parameter] for parameter in taken})


def outcome(answer) -> str:
    """“yes”, or how it was refused."""
    if answer.status_code in (301, 302) and answer.headers["Location"].startswith("/log-ind/?next="):
        return "sign in"
    return {401: "sign in", 403: "no", 404: "missing", 405: "takes none"}.get(answer.status_code, "yes")


def expected(rule: Rule, method: str, role: str, name: str) -> set[str]:
    who = rule.get if method == "get" else rule.post
    if who is None:
        return {"takes none", "no", "sign in"}
    if role not in who:
        return {"sign in"} if role == "nobody" else {"no", "missing"} if role == "partner" else {"no"}
    if name == "mfa_remove_webauthn":  # nobody here has one
        return {"missing", "sign in"}
    return {"yes", "missing"} if name in MAY_BE_MISSING else {"yes"}


def needs_a_sign_in(rule: Rule, method: str) -> bool:
    who = rule.get if method == "get" else rule.post
    return who is None or "nobody" not in who


def test_every_role_may_what_its_column_says_and_nothing_else(ask, values):
    """And no browser keeps what needs a sign-in: a page, a file, a part of a page or a refusal.

    In one world: nothing is left of what anybody asked, so the next finds it as it was. On PostgreSQL only what each
    may is asked: a refusal asks no more of a database than an answer, and that they are refused is told on SQLite."""
    wrong = []
    for role in ROLES:
        for name, taken in ruled().items():
            for method in ("get", "post"):
                if connection.vendor != "sqlite" and role not in (RULES[name].asked(method) or ()):
                    continue
                answer = ask(WHO[role], method, address_of(name, taken, values))
                found = outcome(answer)
                wanted = expected(RULES[name], method, role, name)
                if found not in wanted:
                    wrong.append(
                        f"{role}: {method} {name}: {found}, tests/rights.py says {' or '.join(sorted(wanted))}"
                    )
                kept = answer.headers.get("Cache-Control", "")
                if needs_a_sign_in(RULES[name], method) and "no-store" not in kept:
                    wrong.append(f"{role}: {method} {name}: a browser keeps it (“{kept}”)")
    assert not wrong, "\n".join(wrong)


def with_rows() -> dict[str, list[str]]:
    """Addresses that name a row by its number."""
    return {name: taken for name, taken in ruled().items() if set(taken) - NO_ROWS and not name.startswith("public:")}


def test_numbers_of_another_hub_open_only_what_the_table_says(ask, values):
    """Whoever counts numbers up: the rows are the town's hub's, and who asks belongs to the next one."""
    wrong = []
    for role, name_of in NEXT_HUB.items():
        for name, taken in with_rows().items():
            if name in SENT_WITH_IT:
                continue
            rule = RULES[name]
            for method in ("get", "post"):
                if role not in (rule.asked(method) or ()):
                    continue
                near, own = role in rule.only_near(method), rule.own
                refused = {"missing"} if own or (near and role == "volunteer") else {"no", "missing"}
                wanted = refused if near or own else expected(rule, method, role, name)
                answer = ask(name_of, method, address_of(name, taken, values))
                if outcome(answer) not in wanted:
                    wrong.append(f"{role}, next hub: {method} {name}: {outcome(answer)}, not {' or '.join(wanted)}")
                elif wanted <= {"no", "missing"} and (said := re.search(OURS, words_in(answer))):
                    wrong.append(f"{role}, next hub: {method} {name} says “{said[0]}”")
    assert not wrong, "\n".join(wrong)


def test_another_organisation_sees_nothing_and_changes_nothing(ask, values):
    """Every role of another organisation, at a hub of the same name."""
    wrong, rows = [], with_rows()
    for role, name_of in STRANGERS.items():
        for name, taken in ruled().items():
            for method in ("get", "post"):
                may = role in (RULES[name].asked(method) or ()) and name in rows
                if not may and role != "coordinator":  # who may what is the same there: the first test tells
                    continue
                answer = ask(name_of, method, address_of(name, taken, values))
                if name in rows and outcome(answer) not in {"missing", "no", "takes none"}:
                    wrong.append(f"{role}, far away: {method} {name}: {answer.status_code}")
                elif name != "public:times" and (said := re.search(f"{OURS}|Carla", words_in(answer))):
                    wrong.append(f"{role}, far away: {method} {name} says “{said[0]}”")
    assert not wrong, "\n".join(wrong)


def words_in(answer) -> str:
    return answer.content.decode(errors="ignore")


def crew() -> set[str]:
    """Everybody a reader is told nothing of."""
    town = small_town()
    ours = {*(p.name for p in town.employees), *(p.name for p in town.volunteers)}
    return ours | {
        "Carla",
        "Dan",
        "Alma",
        "Bo",
        "12 34 56 78",
    }


def test_a_reader_is_shown_no_name(ask, values, everybody):
    for plain in ("", "?vis=steder", "?hub=alle", f"?sted={values['stop_id']}", "?dag=1"):
        assert not named(ask("reader", "get", reverse("office:season", args=(values["season_id"],)) + plain)), plain
    for slug in ("employees", "volunteers", "stops", "hubs", "vans"):
        address = reverse("office:register", args=(values["season_id"], slug))
        assert not named(ask("reader", "get", address)), slug
    for name, taken in ruled().items():
        if RULES[name].get and "reader" in RULES[name].get and name != "account_logout":
            found = named(ask("reader", "get", address_of(name, taken, values))) - MAY_BE_NAMED.get(name, set())
            assert not found, (
                f"{name} shows {found} to a reader. Say names through office/hidden.py (person, crew, hosts), "
                "or leave them out where may_see_crew(member) is false."
            )


def named(answer) -> set[str]:
    said = re.sub(r"<script.*?</script>", "", answer.content.decode(errors="ignore"), flags=re.S)
    return {name for name in crew() if re.search(rf"\b{name}\b", said)}


def test_the_same_pages_do_show_names_to_the_crew(ask, values):
    assert named(ask("alma", "get", reverse("office:season", args=(values["season_id"],))))
    assert named(ask("alma", "get", reverse("office:plans", args=(values["season_id"],))))


@pytest.mark.parametrize("kind", ["excel", "csv", "runsheets"])
def test_files_with_names_are_not_for_readers(ask, values, kind):
    season, plan = values["season_id"], values["plan_id"]
    for method, name in (("post", "office:make_file"), ("get", "office:fetch_file")):
        address = reverse(name, args=(season, plan, kind))
        assert outcome(ask("reader", method, address)) == "no"
        assert outcome(ask("alma", method, address)) == "yes"
    listed = ask("reader", "get", reverse("office:files", args=(season, plan))).content.decode()
    assert "filerne uden navne" in listed and f"lav-{kind}" not in listed


def test_no_secret_is_ever_shown(ask, values):
    digest = Invitation.objects.get(pk=values["link_id"]).digest
    for name in ("office:people", "office:traces", "office:own_access"):
        said = ask("carla", "get", reverse(name)).content.decode()
        assert values["secret"] not in said and digest not in said
