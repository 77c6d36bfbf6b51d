"""What is known of a stop. A new field is a line here, an attribute of the word, and a column of the row."""

from driveout.core.words.fields.field import Field, Head, Register, Sees
from driveout.core.words.fields.kinds import (
    LONGEST_NAME,
    LONGEST_VENUE,
    Decimal,
    Hubs,
    Lengths,
    OneOf,
    Source,
    Spans,
    Text,
    Told,
    Whole,
)
from driveout.core.words.fields.shared import day_heads, key, spot
from driveout.core.words.season import Known, Stop

NAMES_AND_PLACE = (
    Field("name", Text(LONGEST_NAME), sees=Sees.ANYONE, planned=False, heads=(
        Head("stop", ("sted", "navn"), "Karby",
             "Its name, different from every other hub and stop, unless each has a key.",
             "Navnet. Det må intet andet sted og ingen hub have, uden at hver har en nøgle."),
    )),
    Field("hubs", Hubs(), heads=(
        Head("hub", ("centersted",), "Nykøbing Mors", "Its home hub, as named in `hubs`.",
             "Stedets egen hub, som den hedder i arket Hubs."),
        Head("also_hubs", ("også_hubs",), "", "Further hubs that may serve it, such as Hanstholm; Skjern.",
             "Andre hubs, der også må køre dertil."),
    )),
    Field("place_name", Text(LONGEST_NAME), at="place.name", sees=Sees.ANYONE, planned=False),
    *spot("56.7556", "8.5722", Head(
        "inhabitants", ("indbyggere",), "412", "People in the place; empty where no register says.",
        "Indbyggere på stedet. Tom, hvor intet register siger det.",
    )),
    Field("source", Source(), at="place.source", sees=Sees.ANYONE, planned=False, heads=(
        Head("size_source", ("kilde_størrelse",), "BY3 2020", "Where the number of inhabitants comes from.",
             "Hvor tallet for indbyggere kommer fra."),
        Head("position_source", ("kilde_position",), "Stednavne 2020", "Where the position comes from.",
             "Hvor positionen kommer fra."),
    )),
    Field("venue", Text(LONGEST_VENUE), sees=Sees.ANYONE, planned=False, heads=(
        Head("venue", ("lokale",), "Forsamlingshuset, Hovedgaden 12", "Where the café stands, as guests know it.",
             "Hvor caféen står, som gæsterne kender det."),
    )),
    Field("contact", Text(1000), at="", sees=Sees.CREW, planned=False),
)  # fmt: skip

TOLD_TO_GUESTS = (
    Field("step_free", Told(), sees=Sees.ANYONE, planned=False, heads=(
        Head("step_free", ("trinfrit",), "yes",
             "Can guests come in without a step? `unknown` where nobody has looked: it is told to nobody.",
             "Kan gæster komme ind uden trin? ikke oplyst, hvor ingen har set efter. Så siger vi det ikke til nogen."),
    )),
    Field("dogs_welcome", Told(), sees=Sees.ANYONE, planned=False, heads=(
        Head("dogs_welcome", ("hunde_velkomne",), "yes",
             "Can guests bring their dog? `unknown` where nobody has asked: it is told to nobody.",
             "Må gæster tage deres hund med? ikke oplyst, hvor ingen har spurgt. Så siger vi det ikke til nogen."),
    )),
)  # fmt: skip

OPENINGS = (
    Field("lengths", Lengths(), heads=(
        Head("lengths", ("længder",), "60 90 120", "Opening lengths that are allowed.",
             "De længder en åbning må have, i minutter."),
    )),
    Field("setup_minutes", Whole("minutes", 0, 240), sees=Sees.CREW, heads=(
        Head("setup_minutes", ("opstilling_minutter",), "15", "From the van stops until the café is open.",
             "Fra bilen holder, til caféen er åben."),
    )),
    Field("packdown_minutes", Whole("minutes", 0, 240), sees=Sees.CREW, heads=(
        Head("packdown_minutes", ("nedpakning_minutter",), "15", "From closing until the van leaves.",
             "Fra caféen lukker, til bilen kører."),
    )),
    Field("seats", Whole("guests at a time", 1, 500), sees=Sees.CREW, heads=(
        Head("seats", ("pladser",), "7", "How many guests there is room for at once.",
             "Hvor mange gæster der er plads til på én gang."),
    )),
    Field("stay_minutes", Whole("minutes", 1, 720), heads=(
        Head("stay_minutes", ("ophold_minutter",), "60", "How long a guest stays, on average.",
             "Hvor længe en gæst bliver i snit."),
    )),
    Field("volunteers", Whole("volunteers an opening", 0, 20), sees=Sees.CREW, heads=(
        Head("volunteers", ("frivillige",), "1", "How many volunteers each opening needs.",
             "Hvor mange frivillige hver åbning skal have."),
    )),
)  # fmt: skip

EXPECTED_GUESTS = (
    Field("mean_guests", Decimal("guests a weekly opening", 0, 1000), at="belief.mean_guests", heads=(
        Head("guests", ("gæster",), "7",
             "How many people are expected to come to one weekly opening if there is room for all.",
             "Hvor mange der ventes til én ugentlig åbning, hvis der er plads til alle."),
    )),
    Field("spread", Decimal("standard deviation of log(guests)", 0, 5), at="belief.spread", heads=(
        Head("guests_spread", ("gæster_spredning",), "0.5",
             "How unsure `guests` is: 0.5 means that half to one and a half times as many would not surprise.",
             "Hvor usikkert tallet under Gæster er: 0,5 betyder, at halvt til halvanden gang så mange ikke er sært."),
    )),
    Field("shape", Decimal("shape of a negative binomial", None, 1e6, above=0), at="belief.shape", heads=(
        Head("guests_shape", ("gæster_form",), "3",
             "How much weeks differ: variance = mean + mean²/shape; large means steady.",
             "Hvor forskellige ugerne er. Et stort tal betyder jævne uger."),
    )),
    Field("known", OneOf(Known, (("antaget",), ("lært",))), at="belief.known", planned=False, heads=(
        Head("guests_known", ("gæster_kendt",), "assumed",
             "Where `guests` comes from: `assumed` (nobody measured it) or `learned` (from attendance).",
             "Hvor Gæster kommer fra: antaget (ingen har målt det) eller lært (af fremmøde)."),
    )),
    Field("openings_seen", Whole("openings"), at="belief.openings", planned=False, heads=(
        Head("guests_openings", ("gæster_åbninger",), "0", "How many openings `guests` was learned from.",
             "Hvor mange åbninger Gæster er lært af."),
    )),
)  # fmt: skip

WORTH_AND_WEEK = (
    Field("weight", Decimal("times", 0, 1000), heads=(
        Head("weight", ("vægt",), "1", "What one guest here counts for when guests are added up.",
             "Hvad én gæst her tæller for, når gæster lægges sammen."),
    )),
    Field("visits_min", Whole("visits a week", 0, 2), heads=(
        Head("visits_min", ("besøg_mindst",), "0", "The least number of visits a week.", "Færrest besøg om ugen."),
    )),
    Field("visits_max", Whole("visits a week", 0, 2), heads=(
        Head("visits_max", ("besøg_højst",), "2", "The most visits a week.", "Flest besøg om ugen."),
    )),
    Field("windows", Spans(), heads=day_heads(
        ("10:00-16:00", "10:00-16:00", "10:00-12:00 14:00-16:00", "10:00-16:00", "10:00-16:00", "", ""),
        "when guests may be inside; set-up and pack-down may lie outside.",
        "Hvornår gæster må være inde den dag. Opstilling og pakning må ligge udenfor.",
    )),
    key("stop-1"),
)  # fmt: skip

STOP = Register(Stop, (*NAMES_AND_PLACE, *TOLD_TO_GUESTS, *OPENINGS, *EXPECTED_GUESTS, *WORTH_AND_WEEK))
