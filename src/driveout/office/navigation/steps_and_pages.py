"""The navigation in one table: which pages stand under which step, at which address, and who may see them.

The band, the side line, the phone's menu, what a search finds and the test of rights all read it. No page stands in two
steps. A new page is one line here; a step without a page is plain text on every screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_noop as later

from driveout.core.loop import LOOP, Step
from driveout.records.bridge.directory.rules import may_see_help
from driveout.records.bridge.referral.rules import may_see_threads, may_write_number
from driveout.records.drive.crew.rules import leads_somewhere
from driveout.records.meet.own_words import may_read_words
from driveout.records.meet.rules import may_see_phones
from driveout.records.team.models import Member
from driveout.records.team.rules import may_act, may_manage_people, may_plan, may_see_office

HOME = "office:today"
SEARCH = "office:search"


def anybody(member: Member) -> bool:
    """Whoever is signed in."""
    return True


def may_search(member: Member) -> bool:
    """The office finds its season, those who take people in find people; a search shows nobody more than pages do."""
    return may_see_office(member) or may_manage_people(member)


@dataclass(frozen=True)
class Page:
    """One page. `name` is Danish and translated where it is shown. `of_season`: its address holds a season's number.

    `holds`: the addresses that are part of it, so that it is marked while one of them is open. `also`: other words
    that people look for it by.
    """

    address: str
    name: str
    may: Callable[[Member], bool] = may_see_office
    of_season: bool = True
    holds: tuple[str, ...] = ()
    also: str = ""


PAGES_OF: dict[str, tuple[Page, ...]] = {
    "plan": (
        Page(
            "office:season",
            later("Ugen"),
            holds=(
                *("office:live", "office:points", "office:how", "office:why", "office:price", "office:help"),
                *("office:wish", "office:turn", "office:propose", "office:answer", "office:drop_wish"),
                *("office:plan_again", "office:stop_run"),
            ),
            also=later("kort steder hubs ture"),
        ),
        Page(
            "office:plans",
            later("Planer"),
            holds=(
                *("office:plan", "office:compare", "office:name_plan", "office:approve_plan"),
                *(
                    "office:take_approval_back",
                    "office:hold_plan",
                    "office:put_on_dates",
                    "office:publish_times",
                    "office:take_times_down",
                ),
                *("office:newest_files", "office:files", "office:make_file", "office:fetch_file"),
            ),
            also=later("godkend sammenlign beslutninger"),
        ),
        Page(
            "office:what_if",
            later("Hvad nu hvis?"),
            holds=(
                *("office:what_if_live", "office:ask_what_if", "office:ask_own", "office:stop_what_if"),
                "office:what_if_csv",
            ),
            also=later("kurver penge budget"),
        ),
        Page(
            "office:registers",
            later("Registre"),
            holds=(
                *("office:register", "office:row", "office:new_row", "office:several_rows"),
                *("office:turn_edit", "office:edit_price", "office:places", "office:place", "office:answer_place"),
            ),
            also=later("vogne medarbejdere frivillige steder"),
        ),
        Page(
            "office:seasons",
            later("Sæsoner"),
            of_season=False,
            holds=(
                *("office:next_season", "office:scenario", "office:new_scenario", "office:become_season"),
                *("office:take_season_back", "office:delete_scenario", "office:delete_season"),
                *("office:new_season", "office:by_hand", "office:upload", "office:upload_names"),
            ),
            also=later("scenarier prøver"),
        ),
    ),
    "drive": (
        Page(
            "office:days",
            later("Dage"),
            holds=(
                *("office:day", "office:make_days", "office:broken"),
                *("office:cancel_cafe", "office:later_cafe", "office:cafe_back"),
            ),
            also=later("kalender ture aflys"),
        ),
        Page(
            "office:crew_week",
            later("Holdet"),
            holds=(
                *("office:crew_load", "office:crew_hours", "office:crew_hours_csv", "office:crew_papers"),
                *("office:note_paper", "office:take_paper_back", "office:crew_shift", "office:ask_for_shift"),
                *("office:put_on_shift", "office:change_need", "office:need_driver", "office:take_off_shift"),
                *("office:no_show", "office:shift_hours"),
                *("office:mates", "office:mate", "office:mate_phone", "office:mate_paper", "office:mate_away"),
                *("office:mate_can_again", "office:mate_who", "office:mate_held", "office:mate_held_file"),
                *("office:calls", "office:call_list", "office:tick_call", "office:untick_call", "office:letter"),
            ),
            also=later("vagter frivillige medarbejdere"),
        ),
        Page(
            "office:stock",
            later("Lager"),
            of_season=False,
            holds=(
                *("office:open_stores", "office:stock_csv", "office:store", "office:stock_history", "office:count"),
                *("office:finish_count", "office:stock_move", "office:stock_history_csv", "office:goods"),
                *("office:new_good", "office:good", "office:use_good"),
                *("office:loads", "office:load", "office:pick_ups", "office:load_van"),
            ),
            also=later("varer mad kasser"),
        ),
        Page(
            "office:phones",
            later("Telefoner"),
            may_see_phones,
            of_season=False,
            holds=("office:read_phone_file", "office:end_phone", "office:choose_value"),
        ),
    ),
    "meet": (
        Page("office:cafes", later("Caféer"), also=later("gæster åbninger")),
        Page(
            "office:told",
            later("Det fortalte caféerne"),
            holds=("office:told_csv", "office:told_excel"),
            also=later("tal noter vejr uheld regneark statistik"),
        ),
        Page(
            "office:own_words",
            later("Egne ord"),
            may_read_words,
            of_season=False,
            holds=("office:read_words", "office:keep_words", "office:delete_words"),
        ),
    ),
    "bridge": (
        Page(
            "office:threads",
            later("Tråde"),
            may_see_threads,
            of_season=False,
            holds=(
                *("office:thread", "office:new_thread", "office:write_wish", "office:hand_over", "office:take_consent"),
                *("office:send_link", "office:withdraw_consent", "office:thread_step", "office:thread_said"),
                *("office:contact_card", "office:note_gap"),
            ),
            also=later("ønske henvisning kort kode samtykke"),
        ),
        Page(
            "office:next_steps", later("Næste skridt"), may_read_words, of_season=False, holds=("office:next_steps_at",)
        ),
        Page(
            "office:directory",
            later("Vejviser"),
            may_see_help,
            of_season=False,
            holds=(
                *("office:help_entry", "office:change_help", "office:new_help", "office:mark_help"),
                *("office:help_coverage", "office:help_lists"),
            ),
            also=later("hjælp ring gæld rådgivning tilbud telefon"),
        ),
        Page("office:gaps", later("Huller"), may_see_threads, of_season=False, also=later("intet passede")),
        Page(
            "office:hub_numbers",
            later("Hvem gæster ringer til"),
            may_write_number,
            of_season=False,
            also=later("telefon nummer"),
        ),
    ),
}

# Pages of no step, and what stands as a button or a link on one of the pages above: a search finds them too.
BESIDE = (
    Page(
        "office:leading",
        later("I dag"),
        leads_somewhere,
        of_season=False,
        also=later("venter huller i morgen udløber ændringer løfter"),
    ),
    Page("office:newest_files", later("Hent planen"), also=later("filer print køresedler kalender ugekort")),
    Page("office:places", later("Steder over årene"), of_season=False, also=later("historie landsbyer navne")),
    Page("office:how", later("Sådan er det regnet"), also=later("tal kilder")),
    Page("office:new_season", later("Ny sæson"), may_plan, of_season=False, also=later("regneark")),
    Page("office:crew_load", later("Er vagterne delt retfærdigt?")),
    Page("office:crew_hours", later("Timer og kilometer"), leads_somewhere),
    Page("office:crew_papers", later("Papirer"), leads_somewhere, also=later("kørekort børneattest")),
    Page("office:mates", later("Folk på holdet"), leads_somewhere, also=later("telefonnummer ring")),
    Page("office:calls", later("Ringelister"), leads_somewhere, also=later("telefon opkald")),
    Page("office:loads", later("Pakkelister"), may_act, of_season=False),
    Page("office:goods", later("Varer"), of_season=False),
    Page(
        "office:who_read", later("Hvem har læst hvad"), may_read_words, of_season=False, also=later("log adgang numre")
    ),
    Page("office:own_readings", later("Hvem har læst om dig"), anybody, of_season=False),
    Page("office:people", later("Folk"), may_manage_people, of_season=False, also=later("adgang brugere inviter")),
    Page("office:traces", later("Spor"), may_manage_people, of_season=False),
    Page("office:kept", later("Opbevaring"), may_manage_people, of_season=False, also=later("slet frister")),
    Page("office:guide", later("Hjælp"), anybody, of_season=False, also=later("genveje")),
    Page("office:words", later("Ord og tal"), anybody, of_season=False, also=later("forklaring")),
    Page("office:own_access", later("Din adgang"), anybody, of_season=False, also=later("adgangskode adgangsnøgle")),
)


def all_pages() -> tuple[Page, ...]:
    """Every page once, in the order of the loop; then those beside it."""
    return (*(page for step in LOOP for page in PAGES_OF.get(step.key, ())), *BESIDE)


@cache
def _places() -> dict[str, tuple[Step, Page]]:
    return {
        address: (step, page)
        for step in LOOP
        for page in PAGES_OF.get(step.key, ())
        for address in (page.address, *page.holds)
    }


def place_of(address: str) -> tuple[Step, Page] | None:
    """Under which step, and on which of its pages, this address is. None for what belongs to no step."""
    return _places().get(address)


def pages_for(member: Member, step: Step) -> list[Page]:
    """A step's own pages that this person may see."""
    return [page for page in PAGES_OF.get(step.key, ()) if page.may(member)]
