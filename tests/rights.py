"""Who may do what: every address, in one line each. Written by hand; tests/screens/test_rights_table.py holds the
site to it and docs/reference/rights.md shows it. `python -m tests.rights` renews that page.

A new address needs one line below: what it is for, and who may read it (GET) or send to it (POST). Where its number
may be of another hub, say who reaches only the own one (`near`), or that it is one person's own (`own`).
"""

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "rights.md"

# Who asks, in the order of the columns. "nobody" is not signed in.
ROLES = ("coordinator", "hub leader", "employee", "reader", "operator", "volunteer", "partner", "nobody")
NOBODY: frozenset[str] = frozenset()
ANYONE = frozenset(ROLES)
SIGNED_IN = ANYONE - {"nobody"}
OFFICE = frozenset({"coordinator", "hub leader", "employee", "reader"})
CREW = OFFICE - {"reader"}
OWN_HUB = frozenset({"coordinator", "hub leader"})  # the hub leader only where the own hub is concerned
PLANNER = frozenset({"coordinator"})
PEOPLE = frozenset({"coordinator", "operator"})
FIELD = frozenset({"coordinator", "hub leader", "employee", "volunteer"})  # who drives and hosts, and who leads them
LEADER = frozenset({"hub leader"})
AT_A_HUB = FIELD - PLANNER  # who belongs to a hub


@dataclass(frozen=True)
class Rule:
    """What an address is for, who may read it and who may send to it. None: it takes no such requests."""

    what: str
    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    hub: bool = False  # a hub leader sends only for the own hub
    phone: bool = False  # signed by the person's own phone, without a session
    near: frozenset[str] = NOBODY  # who reaches the own hub's only, and what they themselves are on
    own: bool = False  # its number is of one person's own: it exists for nobody else

    def asked(self, verb: str) -> frozenset[str] | None:
        """Who may. `verb`: get or post."""
        return self.get if verb == "get" else self.post

    def only_near(self, verb: str) -> frozenset[str]:
        """Who may, but not with a number of another hub of the organisation."""
        found = self.near | (LEADER if self.hub and verb == "post" else NOBODY)
        return found & (self.asked(verb) or NOBODY)


def read(what: str, who: frozenset[str], *, near: frozenset[str] = NOBODY) -> Rule:
    """A page."""
    return Rule(what, get=who, near=near)


def send(
    what: str, who: frozenset[str], *, hub: bool = False, near: frozenset[str] = NOBODY, own: bool = False
) -> Rule:
    """A button."""
    return Rule(what, post=who, hub=hub, near=near, own=own)


def lead(what: str) -> Rule:
    """A button of whoever leads that hub."""
    return send(what, OWN_HUB, hub=True)


def of_own(what: str) -> Rule:
    """A button of whose the shift or the promise is."""
    return send(what, FIELD, own=True)


def form(
    what: str, who: frozenset[str], *, read_by: frozenset[str] | None = None, hub: bool = False,
    near: frozenset[str] = NOBODY,
) -> Rule:  # fmt: skip
    """A page with a form on it: read and sent at one address."""
    return Rule(what, get=who if read_by is None else read_by, post=who, hub=hub, near=near)


RULES = {
    # Signing in, and one's own access
    "account_login": form("sign in", ANYONE),
    "mfa_login_webauthn": form("sign in with a passkey", ANYONE),
    "account_logout": form("sign out", ANYONE),
    "set_language": form("choose a language", ANYONE),
    "office:open_link": read("open an invitation or reset link", ANYONE),
    "office:arrive": form("come in by a link", ANYONE),
    "office:own_access": read("one's own passkeys and sessions", SIGNED_IN),
    "office:end_session": send("sign out in one other place", SIGNED_IN),
    "account_second_factor": form("the code beside the password", ANYONE),
    "office:second_factor": form("make a second factor of one's own", SIGNED_IN),
    "office:renew_codes": send("make other recovery codes", SIGNED_IN),
    "office:remove_second_factor": send("take the own second factor away", SIGNED_IN),
    "office:ask_for_second_factor": send("ask coordinators and operators for a second factor", PLANNER),
    "office:write_own_number": send("write the own telephone number, for who rings the crew", FIELD),
    "office:forget_own_number": send("take the own telephone number away", FIELD),
    "office:end_own_phone": send("end the own phone", SIGNED_IN, own=True),
    "office:end_others": send("sign out everywhere else", SIGNED_IN),
    "account_change_password": form("change the own password", SIGNED_IN),
    "account_reauthenticate": form("show that it is still oneself", SIGNED_IN),
    "mfa_reauthenticate_webauthn": form("the same with a passkey", SIGNED_IN),
    "mfa_add_webauthn": form("make a passkey", SIGNED_IN),
    "mfa_remove_webauthn": form("remove one's own passkey", SIGNED_IN),
    # People
    "office:people": read("who is here", PEOPLE),
    "office:invite": send("invite a person by a link; the operator's waits for a coordinator's yes", PEOPLE),
    "office:withdraw_link": send("withdraw a link", PEOPLE),
    "office:confirm_link": send("say yes to a link that gives more than its maker holds", PLANNER),
    "office:change_person": send("give a role or hub; the operator only what they hold", PEOPLE),
    "office:end_access": send("end somebody's access", PEOPLE),
    "office:give_access_back": send("give access back; the operator only to operators", PEOPLE),
    "office:reset_password": send("make a link to a new password; the operator's as for invitations", PEOPLE),
    "office:traces": read("who did what; the operator: with users only", PEOPLE),
    # Phones
    "office:places": read("the places over all seasons, and which two may be one", OFFICE),
    "office:place": read("what one place has seen over all seasons", OFFICE),
    "office:answer_place": send("say whether two places are one", PLANNER),
    "office:phones": read("the crew's phones; the hub leader: of the own hub's people", OWN_HUB),
    "office:end_phone": lead("end a phone"),
    "office:choose_value": lead("say which of two values holds"),
    "office:read_phone_file": lead("read in what a phone could not send"),
    "office:own_data": read("all that is held on oneself", SIGNED_IN),
    "office:own_data_file": read("the same as a file", SIGNED_IN),
    # What is kept, and own words
    "office:kept": read("how long each thing is kept, and what the next night deletes", PEOPLE),
    "office:delete_now": send("delete what a night held back because it was far more than usual", PEOPLE),
    "office:held": read("all that is held on one of the crew", PLANNER),
    "office:held_file": read("the same as a file", PLANNER),
    "office:erase_person": form("take a person out; the totals stay", PLANNER),
    "office:erase_volunteer": form("take out a volunteer whom a register has; the totals stay", PLANNER),
    "office:erase_employee": form("take out an employee whom a register has; the totals stay", PLANNER),
    "office:own_words": read("where guests said something; the hub leader: at the own hub", OWN_HUB),
    "office:read_words": form("read own words, with a reason that stays on a list", OWN_HUB, hub=True, near=LEADER),
    "office:keep_words": lead("keep own words longer, with a reason"),
    "office:delete_words": lead("delete own words for good, with a reason"),
    "office:who_read": read("who read what; the hub leader: of the own hub's people and cafés", OWN_HUB),
    "office:who_read_csv": read("the same as a file", OWN_HUB),
    "office:own_readings": read("who read what is held on oneself", SIGNED_IN),
    "office:own_readings_csv": read("the same as a file", SIGNED_IN),
    "office:next_steps": form("where guests asked for a next step, and a card's code looked up", OWN_HUB),
    "office:next_steps_at": form(
        "the next steps of a café; that one looked stays in the trace", OWN_HUB, hub=True, near=LEADER
    ),
    # Finding
    "office:search": read("places, people, days and pages, each for those who see it elsewhere", OFFICE | PEOPLE),
    # Help
    "office:guide": read("help", SIGNED_IN),
    "office:words": read("what each figure means", SIGNED_IN),
    "office:first_steps": send("put the own first steps away", OFFICE),
    # Seasons
    "office:start": read("the front page, or the way to one's own", SIGNED_IN),
    "style": read("the stylesheets of a page", ANYONE),
    # The crew's app
    "field:app": read("the app; what is in it comes by calls of its own", ANYONE),
    "field:worker": read("what lets the app open without a network", ANYONE),
    "field:manifest": read("what the app is called when it is installed", ANYONE),
    "field:me": read("who is signed in, for the app", FIELD),
    "field:sign_out": send("end the session in this browser, from the app", ANYONE),
    "field:phones": send("take the own phone in", FIELD),
    "field:week": Rule("the days around today: own hub and own shifts", get=FIELD, phone=True),
    "field:events": Rule("write at a café: own hub and own shifts", post=FIELD, phone=True),
    "field:shifts": read("one's own shifts", FIELD),
    "field:free_shifts": read("free shifts near oneself", FIELD),
    "field:shift": read("one shift, and why one can or cannot", FIELD, near=AT_A_HUB),
    "field:take_shift": send("take a shift", FIELD, near=AT_A_HUB),
    "field:give_back": of_own("give the own shift back"),
    "field:ask_swap": of_own("ask a colleague to take the own shift"),
    "field:answer_swap": of_own("answer a colleague, or ask no more"),
    "field:own_hours": of_own("correct how long the own shift took"),
    "field:terms": read("one's own standing sign-ups, days away and place", FIELD),
    "field:stand": send("promise a place and a weekday", FIELD),
    "field:end_standing": of_own("end the own promise"),
    "field:say_absent": send("say that one is away", FIELD),
    "field:end_absence": of_own("say that one is back"),
    "field:say_near": send("say where one likes to help", FIELD),
    "field:papers": read("which of one's own papers were seen", FIELD),
    "field:messages": read("one's own ways and messages", FIELD),
    "field:write_way": send("write where to be told", FIELD),
    "field:stop_way": send("stop being told there", FIELD),
    "field:forget_way": send("delete the own address", FIELD),
    "field:stop_messages": form("stop mails by the address in a mail", ANYONE),
    "field:calendar": read("one's own calendar's address", FIELD),
    "field:make_feed": send("make or renew that address", FIELD),
    "field:end_feed": send("end that address", FIELD),
    "field:feed": read("the calendar, by its secret address", ANYONE),
    "office:land": read("the coastline", ANYONE),
    "public:times": read("the published times", ANYONE),
    "public:all_calendar": read("the published times of all places, as a calendar to follow", ANYONE),
    "public:hub_calendar": read("the published times of a hub's places, as a calendar to follow", ANYONE),
    "public:place_calendar": read("the published times of a place, as a calendar to follow", ANYONE),
    "public:old_all_calendar": read("that calendar, by the address it had in one season", ANYONE),
    "public:old_calendar": read("a hub's or a place's calendar, by the address it had in one season", ANYONE),
    "api:index": read("what is here for machines", ANYONE),
    "api:openapi": read("the document of it", ANYONE),
    "api:openings": read("the published times, as JSON", ANYONE),
    "api:changes": read("what is cancelled or later, as JSON", ANYONE),
    "api:figures": read("published figures, as JSON, small ones withheld", ANYONE),
    "api:archive": read("all of it as a file, with a README", ANYONE),
    "public:figures": read("published figures in plain words, small ones withheld", ANYONE),
    "public:figures_of": read("the same of one organisation", ANYONE),
    "public:security": read("whom to tell of a hole in the site, where the operator has said so", ANYONE),
    "office:seasons": read("all seasons", OFFICE),
    "office:new_season": form("a new season from a file", PLANNER),
    "office:by_hand": form("a new season by hand", PLANNER),
    "office:upload": read("what is wrong with the file", PLANNER),
    "office:upload_names": send("take the names that would do", PLANNER),
    "office:season": read("a season", OFFICE),
    "office:live": read("how far a search is", OFFICE),
    "office:points": read("the points of the map", OFFICE),
    "office:how": read("how the numbers were made", OFFICE),
    "office:why": read("why a stop got what it got", OFFICE),
    "office:help": read("what would help a hub", OFFICE),
    "office:price": read("what moving an opening costs", OFFICE),
    "office:plan_again": send("plan again", PLANNER),
    "office:stop_run": send("stop a search", PLANNER),
    "office:wish": lead("change what is wished of a stop"),
    "office:turn": lead("undo a change"),
    "office:propose": send("ask the coordinator for a change", frozenset({"hub leader"})),
    "office:answer": send("answer a proposal", PLANNER),
    "office:drop_wish": send("drop a wish that clashes", PLANNER),
    "office:next_season": form("the next season from the last", PLANNER),
    "office:scenario": read("a season's scenarios", OFFICE),
    "office:new_scenario": form("a new scenario", PLANNER),
    "office:become_season": send("make a scenario the season", PLANNER),
    "office:take_season_back": send("take the season back", PLANNER),
    "office:delete_scenario": form("delete a scenario", PLANNER),
    "office:delete_season": form("delete a season that nobody relies on yet", PLANNER),
    # Plans
    "office:plans": read("all plans", OFFICE),
    "office:plan": read("one plan", OFFICE),
    "office:compare": read("two plans compared", OFFICE),
    "office:name_plan": send("name a plan", PLANNER),
    "office:approve_plan": send("approve a plan", PLANNER),
    "office:take_approval_back": send("take an approval back", PLANNER),
    "office:hold_plan": form("what a plan does to whom; sent: its times, dates and shifts in one", PLANNER),
    "office:put_on_dates": send("an old page's: nothing, and on to what a plan does to whom", PLANNER),
    "office:publish_times": send("an old page's: nothing, and on to what a plan does to whom", PLANNER),
    "office:take_times_down": send("take the times down", PLANNER),
    "office:newest_files": read("the files of the plan that holds", OFFICE),
    "office:files": read("a plan as files; the reader: those without names", OFFICE),
    "office:make_file": send("make a file; the reader: without names", OFFICE),
    "office:fetch_file": read("fetch a file; the reader: without names", OFFICE),
    # Crew and week
    "office:crew_week": read("a week's shifts, gaps first; the reader: without names", OFFICE),
    "office:crew_load": read("how fairly shifts are shared; the reader: without names", OFFICE),
    "office:crew_shift": read("one shift; the reader: without names", OFFICE),
    "office:ask_for_shift": lead("ask somebody to take a shift"),
    "office:put_on_shift": lead("put somebody on a shift"),
    "office:take_off_shift": lead("take somebody off a shift"),
    "office:change_need": lead("change how many a shift needs"),
    "office:need_driver": lead("ask for a driver beside the employee"),
    "office:no_show": lead("say that somebody did not come; the employee: of the own trip"),
    "office:shift_hours": lead("correct how long a shift took"),
    "office:crew_hours": read("hours and kilometres; the hub leader: of the own hub", OWN_HUB),
    "office:crew_hours_csv": read("the same as a file", OWN_HUB),
    "office:crew_papers": read("which papers were seen", OWN_HUB),
    "office:note_paper": lead("note that a paper was seen"),
    "office:take_paper_back": lead("delete a note of a paper"),
    "office:mates": read("the crew with whom to ring; the hub leader: of the own hub", OWN_HUB),
    "office:mate": read("one of the crew: number, papers, days away", OWN_HUB, near=LEADER),
    "office:mate_phone": lead("write whom to ring"),
    "office:mate_paper": lead("note a paper of whoever signs in or not"),
    "office:mate_away": lead("note days away of who rang"),
    "office:mate_can_again": lead("end days away"),
    "office:mate_who": lead("say who signs in as somebody of the register"),
    "office:mate_held": read("all that is held on one of the crew, sign-in or not", OWN_HUB, near=LEADER),
    "office:mate_held_file": read("the same as a file", OWN_HUB, near=LEADER),
    # Call lists
    "office:calls": read("call lists; the hub leader: those with somebody of the own hub", OWN_HUB),
    "office:call_list": read("whom a change concerns, with numbers, of the own hub", OWN_HUB, near=LEADER),
    "office:tick_call": lead("tick off that somebody was rung"),
    "office:untick_call": lead("take the tick back"),
    "office:letter": form("write to the crew of a day, a trip or a hub that one leads", OWN_HUB),
    # Days
    "office:today": read("the way to today: the day's cafés, or one's own shifts", SIGNED_IN),
    "office:days": read("a week of days with what cafés told; the reader: without names and counts", OFFICE),
    "office:day": read("one day; the reader: without names and counts", OFFICE),
    "office:make_days": send("an old page's: nothing, and on to what a plan does to whom", PLANNER),
    "office:broken": form("repair a broken day", OWN_HUB, hub=True),
    "office:cancel_cafe": lead("cancel a café"),
    "office:later_cafe": lead("hold a café later"),
    "office:cafe_back": lead("take a cancellation back"),
    # Cafés
    "office:cafes": read("a week's cafés and what was counted there; the reader: without names and counts", OFFICE),
    "office:told": read("what cafés told; the reader: sums of months, small counts withheld", OFFICE),
    "office:told_csv": read("the same as a file", OFFICE),
    "office:told_excel": read("the same as a workbook", OFFICE),
    # Stores: the hub leader and the employee only those of the own hub
    "office:stock": read("what is in the stores; the reader: sums", OFFICE),
    "office:stock_csv": read("the same as a file", OFFICE),
    "office:open_stores": send("take stores of the own hub into use", CREW),
    "office:store": read("a store of the own hub", CREW, near=AT_A_HUB),
    "office:stock_move": form("bring, move, give or write off at a store of the own hub", CREW, near=AT_A_HUB),
    "office:stock_history": read("all that came to and left a store of the own hub", CREW, near=AT_A_HUB),
    "office:stock_history_csv": read("the same as a file, with who did it", CREW, near=AT_A_HUB),
    "office:count": form("count a store of the own hub", CREW, near=AT_A_HUB),
    "office:finish_count": form("make the books say what was counted", CREW, near=AT_A_HUB),
    "office:goods": read("which goods there are", OFFICE),
    "office:new_good": form("a new good", PLANNER),
    "office:good": form("one good", PLANNER),
    "office:use_good": send("take a good out of use, or back", PLANNER),
    "office:loads": read("load lists of the own hub's trips", FIELD),
    "office:load": read("one trip's load list; the volunteer: of the own hub", FIELD, near=AT_A_HUB),
    "office:pick_ups": form("what a trip of the own hub fetches on its way", CREW, near=AT_A_HUB),
    "office:load_van": send("put a load into the van of a trip of the own hub", CREW, near=AT_A_HUB),
    # What if
    "office:what_if": read("what a season could reach", OFFICE),
    "office:what_if_live": read("how far a curve is", OFFICE),
    "office:what_if_csv": read("a curve as a file", OFFICE),
    "office:ask_what_if": send("work out a curve", PLANNER),
    "office:ask_own": send("put a limit of one's own on a curve", PLANNER),
    "office:stop_what_if": send("stop a curve", PLANNER),
    # Registers
    "office:registers": read("what a season is made of", OFFICE),
    "office:register": read("one register", OFFICE),
    "office:row": form("one row", OWN_HUB, read_by=OFFICE, hub=True),
    "office:new_row": form("a new row", OWN_HUB, hub=True, near=LEADER),
    "office:several_rows": form("many rows at once", OWN_HUB, hub=True, near=LEADER),
    "office:turn_edit": lead("undo an edit"),
    "office:edit_price": form("what an edit costs", CREW, read_by=OFFICE),
}

HEAD = """# Who may do what

Made by `python -m tests.rights` from the rules that a test holds the site to: every address against every role. Do not
edit it by hand.

- **Coordinator**: everything of the own organisation. **Hub leader**: reads everything, changes the own hub.
- **Employee**: reads everything. **Reader** (funder, board): reads without names of crew, hosts and colleagues, sees
  what was counted as sums of whole months with small counts withheld, and changes nothing.
- **Operator**: users and access, no season. Who gives a role holds it: what an operator gives beside their own role
  waits for a coordinator's yes. **Volunteer**: the own shifts and the own hub's
  free ones, on the phone. **Partner**: their own access only, until they get pages.
- **Own words** of guests: the coordinator, and a hub leader at the own hub. A reason is written first, and each reading
  stays on a list.
- “Own hub”: a number of another hub of the same organisation is refused. For a volunteer it does not exist, unless they
  are on that shift or trip themselves. Who belongs to no hub helps anywhere, and sees the free shifts of all hubs.
- Another organisation's rows do not exist: every address below that names a season, a plan, a person or the like
  answers 404 to everybody else.

“own hub”: where the own hub is concerned. “–”: refused with a sentence that says who can help, or asked to sign in.
"""


def page() -> str:
    """The table, as docs/reference/rights.md holds it."""
    rows = [f"| what | | {' | '.join('not signed in' if role == 'nobody' else role for role in ROLES)} |"]
    rows.append("|---|---|" + "---|" * len(ROLES))
    for rule in RULES.values():
        asked = {"read": rule.get, "send": rule.post}
        same = rule.get == rule.post
        for verb, who in asked.items():
            if who is None or (same and verb == "send"):
                continue
            verb = "read, send" if same else verb
            rows.append(f"| {rule.what} | {verb} | {' | '.join(_cell(rule, who, role, verb) for role in ROLES)} |")
    return HEAD + "\n" + "\n".join(rows) + "\n"


def _cell(rule: Rule, who: frozenset[str], role: str, verb: str) -> str:
    if role not in who:
        return "–"
    verbs = [name for name, word in (("get", "read"), ("post", "send")) if word in verb]
    return "own hub" if any(role in rule.only_near(name) for name in verbs) else "yes"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print("Written:", PAGE.name)
