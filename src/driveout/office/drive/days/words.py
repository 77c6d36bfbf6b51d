"""What a day is said in: states, what broke, what guests are told, what went wrong at a café."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_noop as later

from driveout.core.words import Broken, Mishap
from driveout.office import hidden, say
from driveout.records.drive.days import breaking
from driveout.records.drive.days.room import Strain

# What guests read when nobody writes anything else. Nothing about anybody's health stands in it.
GUESTS_READ = {
    Broken.VAN: later("Vognen kan ikke køre."),
    Broken.EMPLOYEE: later("Vi mangler folk den dag."),
    Broken.VOLUNTEER: later("Vi mangler folk den dag."),
    Broken.HALL: later("Huset kan ikke bruges."),
    Broken.ROAD: later("Vejen er lukket."),
}

WRITTEN_BY_THE_PLAN = later(
    "Planen er lavet om. Caféen holder ikke her denne dag."
)  # records.drive.days.dated writes it
REFUSALS: dict[type[Exception], str] = {
    breaking.Over: later("Dagen er gået, så den kan ikke ændres. Intet er ændret."),
    breaking.HasBegun: later("Caféen er åbnet. Luk den på telefonen, eller aflys den her alligevel. Intet er ændret."),
    breaking.WasHeld: later("Caféen er holdt, og tiden er gået. Tallene rettes på telefonen. Intet er ændret."),
    breaking.SaysNothing: later("Skriv hvorfor, så gæster og hold ved det. Intet er ændret."),
    breaking.NotLater: later("Caféen kan kun åbne senere end lovet, og samme dag. Intet er ændret."),
    breaking.NoRoom: later(
        "Vognen kan ikke nå begge caféer: %(first)s holder til kl.\u00a0%(ends)s, vejen tager %(way)s, og %(second)s "
        "åbner kl.\u00a0%(starts)s. Intet er ændret. Tryk på det, der gik galt, så bliver hele dagen regnet om."
    ),
}


def refusal(refused: Exception) -> str:
    """Why nothing was done, and what can be done instead."""
    said = _(REFUSALS[type(refused)])
    if isinstance(refused, breaking.NoRoom):
        found = refused.meeting
        times = {"ends": say.time(found.ends), "starts": say.time(found.starts), "way": say.hours(found.way)}
        return said % {"first": found.first, "second": found.second, **times}
    return said


def strain(found: Strain) -> list[str]:
    """What a café at another hour asks of its hosts and its van, a sentence each."""
    told = []
    for one in found.hosts:
        clash = {"name": one.name, "place": one.place, "time": say.time(one.starts)}
        told.append(
            _("%(name)s har også en vagt kl.\u00a0%(time)s (%(place)s) og kan ikke nå begge. Find en anden.") % clash
        )
    if found.home is not None:
        told.append(
            _("Vognen er først hjemme kl.\u00a0%(time)s. Sig det til den, der kører.") % {"time": say.time(found.home)}
        )
    return told


def date_line(day: date) -> str:
    """“tirsdag den 24. november”."""
    return _("%(day)s den %(date)s") % {"day": say.day(day.weekday()), "date": say.date_year_free(day)}


BROKE = {
    Broken.VAN: gettext_lazy("%(name)s er i stykker"),
    Broken.EMPLOYEE: gettext_lazy("%(name)s er syg"),
    Broken.VOLUNTEER: gettext_lazy("%(name)s er syg"),
    Broken.HALL: gettext_lazy("Huset i %(name)s kan ikke bruges"),
    Broken.ROAD: gettext_lazy("Vejen %(name)s–%(to)s er lukket"),
}


def broke(mishap: Mishap) -> str:
    """“Skjern bil 1 er i stykker”: the button's word, and the proposal's heading."""
    name = hidden.crew(mishap.key) if mishap.kind in (Broken.EMPLOYEE, Broken.VOLUNTEER) else mishap.key
    return str(BROKE[mishap.kind]) % {"name": say.capital(name), "to": mishap.to}


def trouble(what: str) -> str:
    """A mishap at a café, as the phone has it."""
    said = {
        "cold": _("Der var koldt"),
        "locked": _("Døren var låst"),
        "van": _("Noget med vognen"),
        "injury": _("Nogen kom til skade"),
        "quarrel": _("Der var uro"),
        "food": _("Noget med maden"),
    }
    return said.get(what, _("Noget andet"))


def given(what: str, many: int) -> str:
    """“6 måltider”."""
    said = {
        "meal": ngettext("%(n)s måltid", "%(n)s måltider", many),
        "bag": ngettext("%(n)s pose", "%(n)s poser", many),
        "clothes": ngettext("%(n)s gang tøj", "%(n)s gange tøj", many),
        "pack": ngettext("%(n)s pakke", "%(n)s pakker", many),
    }
    return said.get(what, "%(n)s " + what) % {"n": say.number(many)}


def flag(what: str) -> str:
    """Why somebody should look at what was written."""
    said = {
        "clock": _("Telefonens ur går forkert"),
        "before_its_day": _("Skrevet før caféens dag"),
        "closed_first": _("Lukket, før den blev åbnet"),
        "cancelled": _("Skrevet, efter at caféen var aflyst"),
        "moved": _("Skrevet med en gammel tid"),
        "not_on_shift": _("Skrevet af en, der ikke stod på vagten"),
        "after_close": _("Rettet mere end et døgn efter"),
    }
    return said.get(what, what)


def field(name: str) -> str:
    """What two people said differently."""
    return {"weather": _("vejret"), "seats": _("antal pladser"), "note": _("beskeden til de næste")}.get(name, name)


def weather(value: str) -> str:
    """“regn”; what is no weather is shown as it stands."""
    said = {"dry": _("tørt"), "rain": _("regn"), "snow": _("sne"), "wind": _("blæst"), "ice": _("glat")}
    return said.get(value, value)


def ahead(day: date, today: date) -> str:
    """“i dag”, “i morgen”, “torsdag den 26. november”."""
    near = {0: _("i dag"), 1: _("i morgen")}
    return near.get((day - today).days) or date_line(day)
