"""What a season says of itself, and its terms."""

from driveout.core.words.fields.field import Field, Head, Register, Sees
from driveout.core.words.fields.kinds import LONGEST_NAME, Country, Date, Dates, Decimal, Notes, OneOf, Text, Whole
from driveout.core.words.season import Fairness, Season, Terms

SEASON = Register(Season, (
    Field("name", Text(LONGEST_NAME), sees=Sees.ANYONE, planned=False, heads=(
        Head("name", ("navn",), "Akut 2020", "What the season is called.",
             "Hvad sæsonen hedder."),
    )),
    Field("first_day", Date(), sees=Sees.ANYONE, heads=(
        Head("first_day", ("første_dag",), "2020-03-30", "Its first day. Empty: no calendar, so no public holidays.",
             "Sæsonens første dag. Tom: ingen kalender og derfor ingen helligdage."),
    )),
    Field("weeks", Whole("weeks", 1, 104), sees=Sees.ANYONE, heads=(
        Head("weeks", ("uger",), "13", "How many weeks it lasts.",
             "Hvor mange uger den varer."),
    )),
    Field("target_guests_a_week", Decimal("guests a week", 0, 1_000_000, empty=True, thousands=True),
          planned=False, heads=(
        Head("target_guests_a_week", ("mål_gæster_om_ugen",), "1260",
             "What the programme aims at; shown beside the plan, changes nothing.",
             "Målet for gæster om ugen. Det vises ved siden af planen og ændrer intet."),
    )),
    Field("closed_dates", Dates(), sees=Sees.ANYONE, heads=(
        Head("closed_dates", ("lukkede_dage",), "2020-05-22",
             "Further days on which nobody drives, besides public holidays.",
             "Flere dage uden kørsel, ud over helligdage. Én dato i hver række."),
    )),
    Field("drives_source", Text(), planned=False, heads=(
        Head("drives_source", ("kilde_køretid",), "Measured by the crew, May 2020",
             "Where the minutes in `minutes.csv` come from.",
             "Hvor minutterne i arket Køretid kommer fra."),
    )),
    Field("notes", Notes(), planned=False, heads=(
        Head("notes", ("noter",), "Demand is assumed.", "What readers should know about the figures.",
             "Det, læserne skal vide om tallene."),
    )),
))  # fmt: skip

TERMS = Register(Terms, (
    Field("budget_kr_a_week", Decimal("kr. a week", 0, 1_000_000_000, empty=True, thousands=True), heads=(
        Head("budget_kr_a_week", ("budget_kr_om_ugen",), "160000",
             "What all tours together may cost a week. Empty: no limit.",
             "Hvad alle ture til sammen højst må koste om ugen. Tom: ingen grænse."),
    )),
    Field("kr_per_km", Decimal("kr. a km", 0, 1_000, thousands=True), heads=(
        Head("kr_per_km", ("kr_pr_km",), "3.5", "Driving.",
             "Kørsel."),
    )),
    Field("kr_per_employee_hour", Decimal("kr. an hour", 0, 10_000, thousands=True), heads=(
        Head("kr_per_employee_hour", ("kr_pr_medarbejdertime",), "230", "An employee's hour on tour.",
             "En medarbejders time på tur."),
    )),
    Field("kr_per_opening", Decimal("kr. an opening", 0, 100_000, thousands=True), heads=(
        Head("kr_per_opening", ("kr_pr_åbning",), "150", "Food and other things for each opening.",
             "Mad og andet til hver åbning."),
    )),
    Field("load_minutes", Whole("minutes", 0, 240), heads=(
        Head("load_minutes", ("læsse_minutter",), "15", "Loading at the hub before the van leaves.",
             "Tid til at læsse ved hubben, før bilen kører."),
    )),
    Field("unload_minutes", Whole("minutes", 0, 240), heads=(
        Head("unload_minutes", ("aflæsse_minutter",), "15", "Unloading at the hub when it is back.",
             "Tid til at læsse af ved hubben bagefter."),
    )),
    Field("leg_step_minutes", Whole("minutes", 1, 60), heads=(
        Head("leg_step_minutes", ("skridt_minutter",), "5",
             "Each leg (packing down, driving, setting up) is rounded up to this step, and openings start on it.",
             "Pakning, kørsel og opstilling rundes op til dette skridt, og åbninger begynder på det."),
    )),
    Field("stops_a_tour", Whole("stops", 1, 6), heads=(
        Head("stops_a_tour", ("steder_pr_tur",), "4", "Most openings on one tour.",
             "Flest åbninger på én tur."),
    )),
    Field("break_after_minutes", Whole("minutes", 0, 1_440), heads=(
        Head("break_after_minutes", ("pause_efter_minutter",), "360", "Nobody works longer than this without a break.",
             "Ingen arbejder længere end det uden pause."),
    )),
    Field("break_minutes", Whole("minutes", 0, 240), heads=(
        Head("break_minutes", ("pause_minutter",), "30", "Length of the break, paid.",
             "Pausens længde. Den er betalt."),
    )),
    Field("rest_minutes", Whole("minutes", 0, 1_440), heads=(
        Head("rest_minutes", ("hvile_minutter",), "660", "Rest between an employee's two workdays; 11 hours by law.",
             "Hvile mellem en medarbejders to arbejdsdage. Loven siger 11 timer."),
    )),
    Field("spacing_days", Whole("days", 1, 3), heads=(
        Head("spacing_days", ("dage_imellem",), "2",
             "Least distance between two visits to a stop, counted round the week.",
             "Mindste antal dage mellem to besøg samme sted, regnet rundt om ugen."),
    )),
    Field("second_visit_share", Decimal("share", 0, 1), heads=(
        Head("second_visit_share", ("andel_andet_besøg",), "0.6",
             "New guests that a second weekly visit adds, as a share of the first's.",
             "Nye gæster ved andet besøg i ugen, som en del af det førstes."),
    )),
    Field("fairness", OneOf(Fairness, (("ingen",), ("gulv",), ("forholdsmæssig",))), heads=(
        Head("fairness", ("fordeling",), "floor",
             "`none`: most guests. `floor`: every municipality gets a least share. `proportional`: guests count "
             "more where few are met.",
             "ingen: flest gæster. gulv: hver kommune får mindst sin del. forholdsmæssig: gæster tæller mere, hvor "
             "få bliver mødt."),
    )),
    Field("floor_share", Decimal("share", 0, 1), heads=(
        Head("floor_share", ("gulv_andel",), "0.6",
             "With `floor`: the least share of a municipality's proportional part.",
             "Ved gulv: den mindste del af kommunens andel."),
    )),
    Field("change_price_guests", Decimal("guests a season", 0, 10_000), heads=(
        Head("change_price_guests", ("pris_for_ændring",), "15",
             "What each moved or given-up opening of the earlier plan must be outweighed by.",
             "Hvad hver flyttet eller opgivet åbning fra den gamle plan skal opvejes af."),
    )),
    Field("same_hour_minutes", Whole("minutes", 0, 1_440), heads=(
        Head("same_hour_minutes", ("samme_tid_minutter",), "30",
             "An opening is kept when it starts at most this much earlier or later on the same weekday.",
             "En åbning er den samme, når den begynder højst så meget før eller efter."),
    )),
    Field("guests_per_1000_kr", Decimal("guests", 0, 1_000), heads=(
        Head("guests_per_1000_kr", ("gæster_pr_1000_kr",), "0",
             "What 1,000 kr. saved a week are worth; 0: saving is worth nothing.",
             "Hvad 1.000 kr. sparet om ugen er værd i gæster. 0: sparet er intet værd."),
    )),
    Field("holidays", Country(), heads=(
        Head("holidays", ("helligdage",), "DK",
             "Which country's public holidays nobody drives on; `none`: they are days like others.",
             "Det land, hvis helligdage er uden kørsel. ingen: de er dage som andre."),
    )),
))  # fmt: skip
