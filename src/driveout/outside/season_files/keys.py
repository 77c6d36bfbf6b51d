"""Every key of `season.toml` (the sheet `season` in a workbook): about the season, and its terms."""

from driveout.core.words import Season, Terms
from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import Column, word_default

SEASON_KEYS = (
    Column("name", kinds.name("Akut 2020"), "What the season is called.", "Akut 2020", danish=("navn",)),
    Column(
        "first_day",
        kinds.day_of_year(),
        "Its first day. Empty: no calendar, so no public holidays.",
        "2020-03-30",
        None,
        ("første_dag",),
    ),
    Column(
        "weeks",
        kinds.whole("weeks", "13", least=1, most=104),
        "How many weeks it lasts.",
        "13",
        word_default(Season, "weeks"),
        ("uger",),
    ),
    Column(
        "target_guests_a_week",
        kinds.number("guests a week", "1260", least=0, most=1e6, thousands=True),
        "What the programme aims at; shown beside the plan, changes nothing.",
        "1260",
        None,
        ("mål_gæster_om_ugen",),
    ),
    Column(
        "closed_dates",
        kinds.day_of_year(many=True),
        "Further days on which nobody drives, besides public holidays.",
        "2020-05-22",
        (),
        ("lukkede_dage",),
    ),
    Column(
        "drives_source",
        kinds.words("Measured by the crew, May 2020"),
        "Where the minutes in `minutes.csv` come from.",
        "Measured by the crew, May 2020",
        "",
        ("kilde_køretid",),
    ),
    Column("notes", kinds.notes(), "What readers should know about the figures.", "Demand is assumed.", (), ("noter",)),
)


def term(name: str, kind: kinds.Kind, means: str, example: str, *danish: str) -> Column:
    return Column(name, kind, means, example, word_default(Terms, name), danish)


def minutes(example: str, most: int = 1440) -> kinds.Kind:
    return kinds.whole("minutes", example, least=0, most=most)


def money(unit: str, example: str, most: float) -> kinds.Kind:
    """`most`: beyond it nobody means what is written, and the search would reckon with nonsense."""
    return kinds.number(unit, example, least=0, most=most, thousands=True)


TERMS_KEYS = (
    term(
        "budget_kr_a_week",
        money("kr. a week", "160000", 1e9),
        "What all tours together may cost a week. Empty: no limit.",
        "160000",
        "budget_kr_om_ugen",
    ),
    term("kr_per_km", money("kr. a km", "3.5", 1e3), "Driving.", "3.5", "kr_pr_km"),
    term(
        "kr_per_employee_hour",
        money("kr. an hour", "230", 1e4),
        "An employee's hour on tour.",
        "230",
        "kr_pr_medarbejdertime",
    ),
    term(
        "kr_per_opening",
        money("kr. an opening", "150", 1e5),
        "Food and other things for each opening.",
        "150",
        "kr_pr_åbning",
    ),
    term("load_minutes", minutes("15", 240), "Loading at the hub before the van leaves.", "15", "læsse_minutter"),
    term("unload_minutes", minutes("15", 240), "Unloading at the hub when it is back.", "15", "aflæsse_minutter"),
    term(
        "leg_step_minutes",
        kinds.whole("minutes", "5", least=1, most=60),
        "Each leg (packing down, driving, setting up) is rounded up to this step, and openings start on it.",
        "5",
        "skridt_minutter",
    ),
    term(
        "stops_a_tour", kinds.whole("stops", "4", least=1, most=6), "Most openings on one tour.", "4", "steder_pr_tur"
    ),
    term(
        "break_after_minutes",
        minutes("360"),
        "Nobody works longer than this without a break.",
        "360",
        "pause_efter_minutter",
    ),
    term("break_minutes", minutes("30", 240), "Length of the break, paid.", "30", "pause_minutter"),
    term(
        "rest_minutes",
        minutes("660"),
        "Rest between an employee's two workdays; 11 hours by law.",
        "660",
        "hvile_minutter",
    ),
    term(
        "spacing_days",
        kinds.whole("days", "2", least=1, most=3),
        "Least distance between two visits to a stop, counted round the week.",
        "2",
        "dage_imellem",
    ),
    term(
        "second_visit_share",
        kinds.number("share", "0.6", least=0, most=1),
        "New guests that a second weekly visit adds, as a share of the first's.",
        "0.6",
        "andel_andet_besøg",
    ),
    term(
        "fairness",
        kinds.choice({"none": ("ingen",), "floor": ("gulv",), "proportional": ("forholdsmæssig",)}),
        "`none`: most guests. `floor`: every municipality gets a least share. `proportional`: guests count more "
        "where few are met.",
        "floor",
        "fordeling",
    ),
    term(
        "floor_share",
        kinds.number("share", "0.6", least=0, most=1),
        "With `floor`: the least share of a municipality's proportional part.",
        "0.6",
        "gulv_andel",
    ),
    term(
        "change_price_guests",
        kinds.number("guests a season", "15", least=0, most=1e4),
        "What each moved or given-up opening of the earlier plan must be outweighed by.",
        "15",
        "pris_for_ændring",
    ),
    term(
        "same_hour_minutes",
        minutes("30"),
        "An opening is kept when it starts at most this much earlier or later on the same weekday.",
        "30",
        "samme_tid_minutter",
    ),
    term(
        "guests_per_1000_kr",
        kinds.number("guests", "0", least=0, most=1e3),
        "What 1,000 kr. saved a week are worth; 0: saving is worth nothing.",
        "0",
        "gæster_pr_1000_kr",
    ),
    term(
        "holidays",
        kinds.country(),
        "Which country's public holidays nobody drives on; `none`: they are days like others.",
        "DK",
        "helligdage",
    ),
)
