"""Which fields each register's form has, in plain words; and between a row's values and a form's."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from django.utils.translation import gettext as _

from driveout.core import words
from driveout.core.travel import MUNICIPALITIES
from driveout.look.say import danish_order
from driveout.office.forms import kinds
from driveout.office.forms.forms import Field, Group
from driveout.office.plan.registers.terms import TERMS, terms_groups
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import Values

TYPICAL_MINUTES, TYPICAL_SEATS, TYPICAL_GUESTS = 15, 7, 7.0


@dataclass(frozen=True)
class Setting:
    """What a form is made for: the hubs to choose from, and what the person may see and choose.

    `own_hub`: the only hub this person may give things to; None: any. `municipality`: as it stands, whatever it is.
    """

    hubs: Sequence[tuple[int, str]]
    sees_contacts: bool
    own_hub: int | None = None
    is_new: bool = False
    municipality: str = ""
    holidays: str = "DK"

    @property
    def hub_options(self) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in self.hubs if self.own_hub in (None, pk)]


def groups_of(register: Register, setting: Setting) -> list[Group]:
    """The form of one row."""
    if register == Register.SEASON:
        return terms_groups(setting.holidays)
    if register == Register.HUB:
        return _hub(setting)
    if register == Register.STOP:
        return _stop(setting)
    return _crew(register, setting)


def _name(label: str, hint: str = "") -> Field:
    return Field("name", label, kinds.text(required=True), hint)


def _where(setting: Setting) -> Group:
    codes = sorted(((m.code, m.name) for m in MUNICIPALITIES), key=lambda pair: danish_order(pair[1]))
    other = setting.municipality
    options = [("", _("ikke valgt")), *codes]
    if other not in dict(options):
        options.append((other, other))
    return Group(
        _("Hvor"),
        (
            Field("lat", _("Breddegrad"), kinds.decimal(-90, 90, places=5), _("I Danmark 54,5 til 57,8.")),
            Field("lon", _("Længdegrad"), kinds.decimal(-180, 180, places=5), _("I Danmark 8 til 15,3.")),
            Field("municipality", _("Kommune"), kinds.choice(options)),
            Field("inhabitants", _("Indbyggere"), kinds.whole(0, 2_000_000, optional=True), _("Tomt: ikke oplyst.")),
        ),
        part="place",
    )


def _hub(setting: Setting) -> list[Group]:
    return [
        Group("", (_name(_("Hubbens navn"), _("Et andet navn end alle hubs og steder i sæsonen.")),)),
        _where(setting),
        Group(
            _("Arbejdsdage"),
            (
                Field(
                    "workdays",
                    _("Holdets længste dag"),
                    kinds.spans(),
                    _("Én række til hver dag: tidligst på arbejde og senest hjemme. Tøm en række for at slette den."),
                ),
            ),
        ),
    ]


def _stop(setting: Setting) -> list[Group]:
    place = [
        _name(_("Stedets navn"), _("Et andet navn end alle hubs og steder i sæsonen.")),
        Field(
            "venue",
            _("Lokale"),
            kinds.text(200),
            _("Som gæster kender det, for eksempel Forsamlingshuset, Storegade 12."),
        ),
    ]
    if setting.sees_contacts:
        contact = _("Hvem har nøglen, og hvordan ringer man? Holdet ser det, andre ikke.")
        place.append(Field("contact", _("Kontakt på stedet"), kinds.text(1000, long=True), contact))
    groups = [Group("", tuple(place)), _where(setting), *_stop_week(), *_stop_guests(setting)]
    if setting.own_hub is None:
        groups.append(_stop_hubs(setting))
    return groups


def _stop_week() -> list[Group]:
    return [
        Group(
            _("Hvornår"),
            (
                Field(
                    "windows",
                    _("Lokalet kan være åbent"),
                    kinds.spans(),
                    _("Gæster kan være inde i det tidsrum. Skriv 9, 9.30 eller 9:30. Slet en række ved at tømme den."),
                ),
                Field(
                    "lengths",
                    _("En åbning kan vare, minutter"),
                    kinds.lengths(),
                    _("Skriv alle muligheder, for eksempel 60, 90, 120."),
                ),
                Field(
                    "visits_min",
                    _("Mindst besøg om ugen"),
                    kinds.numbered(_visits()),
                    _("Skal stedet have besøg, uanset hvad det koster?"),
                ),
                Field("visits_max", _("Højst besøg om ugen"), kinds.numbered(_visits()), _("0 betyder: ingen besøg.")),
                Field(
                    "weight",
                    _("En gæst her tæller som"),
                    kinds.decimal(0, 1000),
                    _("1 er det almindelige. 2: en gæst her tæller som to."),
                ),
            ),
        )
    ]


def _visits() -> list[tuple[str, str]]:
    return [("0", "0"), ("1", "1"), ("2", "2")]


def _stop_guests(setting: Setting) -> list[Group]:
    guess = _("Hvor mange kommer til en åbning om ugen, hvis der er plads til alle?")
    if setting.is_new:
        guess += " " + _("Tomt: vi gætter ud fra indbyggerne.")
    known = [("assumed", _("antaget: ingen har talt")), ("learned", _("lært: talt ved åbninger"))]
    return [
        Group(
            _("Gæster"),
            (
                Field("mean_guests", _("Ventede gæster"), kinds.decimal(0, 1000, optional=setting.is_new), guess),
                Field(
                    "spread",
                    _("Usikkerhed"),
                    kinds.decimal(0, 5),
                    _("0,5 er det almindelige: det kan godt være det halve eller halvanden gang så mange."),
                ),
                Field("known", _("Tallet er"), kinds.choice(known)),
                Field("seats", _("Siddepladser"), kinds.whole(1, 500), _("Så mange kan være der på én gang.")),
                Field("stay_minutes", _("En gæst bliver, minutter"), kinds.whole(1, 720)),
            ),
        ),
        Group(
            _("Holdet"),
            (
                Field("volunteers", _("Frivillige ved hver åbning"), kinds.whole(0, 20)),
                Field("setup_minutes", _("Stille op, minutter"), kinds.whole(0, 240)),
                Field("packdown_minutes", _("Pakke ned, minutter"), kinds.whole(0, 240)),
            ),
        ),
    ]


def _stop_hubs(setting: Setting) -> Group:
    options = setting.hub_options
    home = _("Den hub, stedet hører til.")
    if setting.is_new:
        options = [("", _("den nærmeste")), *options]
        home += " " + _("Vælger du ingen, tager vi den nærmeste, og de andre, der er højst 60 minutter væk.")
    return Group(
        _("Hvem kører dertil"),
        (
            Field("home", _("Hub"), kinds.choice(options, _("Vælg en hub.")), home),
            Field("also", _("Andre hubs, der også må"), kinds.ticked(setting.hub_options)),
        ),
    )


def _crew(register: Register, setting: Setting) -> list[Group]:
    named = {
        Register.VEHICLE: (_("Vognens navn"), _("For eksempel nummerpladen eller Bil 1.")),
        Register.EMPLOYEE: (_("Navn"), _("Fornavn eller forkortelse er nok.")),
        Register.VOLUNTEER: (_("Navn"), _("Fornavn eller forkortelse er nok.")),
    }[register]
    days = Field("weekdays", _("Dage"), kinds.days(), _("Ingen dage betyder: er ikke med lige nu."))
    own = [_name(*named), Field("hub", _("Hub"), kinds.numbered(setting.hub_options, _("Vælg en hub."))), days]
    if register == Register.EMPLOYEE:
        how = _("Skriv 37, 7,5 eller 7:30.")
        own += [
            Field("minutes_a_week", _("Timer om ugen, højst"), kinds.hours(7 * 24 * 60), how),
            Field("minutes_a_day", _("Timer om dagen, højst"), kinds.hours(24 * 60), how),
        ]
    if register == Register.VOLUNTEER:
        own += [
            Field("openings_a_day", _("Åbninger om dagen, højst"), kinds.whole(0, 6)),
            Field("openings_a_week", _("Åbninger om ugen, højst"), kinds.whole(0, 14)),
        ]
    return [Group("", tuple(own))]


def to_form(register: Register, row: Values) -> Values:
    """A row's values as its form has them."""
    if register == Register.SEASON:
        return {**row, **replace_terms(row["terms"])}
    if register == Register.STOP:
        home, *also = row["hubs"] or [""]
        return {**row, "home": str(home), "also": also}
    return row


def replace_terms(stored: Values) -> Values:
    """Stored terms with the words' own defaults for rules that came later."""
    plain = {one.name: one.default for one in fields(words.Terms)}
    return {**plain, **stored, "fairness": str(stored.get("fairness", plain["fairness"]))}


def from_form(register: Register, row: Values, read: Values) -> Values:
    """The row with what was read from its form; what the form does not have stays."""
    if register == Register.SEASON:
        plain = {name: value for name, value in read.items() if name not in TERMS}
        return {**row, **plain, "terms": {**row["terms"], **{name: read[name] for name in TERMS}}}
    values = {name: value for name, value in read.items() if name not in ("home", "also")}
    if register == Register.STOP and "home" in read:
        home = [int(read["home"])] if read["home"] else []
        also = [hub for hub in [*row["hubs"], *read["also"]] if hub in read["also"] and hub not in home]
        values["hubs"] = [*home, *dict.fromkeys(also)]
    if register in (Register.HUB, Register.STOP) and row["place_name"] in ("", row["name"]):
        values["place_name"] = values["name"]  # the place is called as the row, until somebody says otherwise
    return {**row, **values}


def blank(register: Register, *, hub: int | None, hubs: Sequence[int]) -> Values:
    """A row that is not there yet, with the usual values."""
    spot = {
        "name": "",
        "place_name": "",
        "lat": None,
        "lon": None,
        "municipality": "",
        "inhabitants": None,
        "source": "",
    }
    week = [0, 1, 2, 3, 4]
    if register == Register.HUB:
        return {**spot, "workdays": [[day, 480, 1080] for day in week]}
    if register == Register.STOP:
        return {
            **spot,
            "venue": "",
            "contact": "",
            "lengths": [60, 90, 120],
            "setup_minutes": TYPICAL_MINUTES,
            "packdown_minutes": TYPICAL_MINUTES,
            "seats": TYPICAL_SEATS,
            "stay_minutes": 60,
            "volunteers": 1,
            "weight": 1.0,
            "visits_min": 0,
            "visits_max": 2,
            "mean_guests": None,
            "spread": 0.5,
            "shape": 3.0,
            "known": "assumed",
            "openings_seen": 0,
            "windows": [[day, 600, 1020] for day in week],
            "hubs": [hub] if hub else [],
        }
    own = {"name": "", "hub": hub or next(iter(hubs), 0), "weekdays": week}
    if register == Register.EMPLOYEE:
        return {**own, "minutes_a_week": 37 * 60, "minutes_a_day": 8 * 60}
    if register == Register.VOLUNTEER:
        return {**own, "weekdays": [], "openings_a_day": 2, "openings_a_week": 3}
    return own


def guessed_guests(inhabitants: int | None) -> float:
    """An assumption where nobody has counted: seven, and up to a fifth more in a larger place (2,500 people)."""
    return round(TYPICAL_GUESTS * (1 + 0.2 * min(1.0, (625 if inhabitants is None else inhabitants) / 2500)), 1)


def with_setting(setting: Setting, row: Values) -> Setting:
    """The setting for one row: what stands there can always stay."""
    return replace(
        setting, municipality=row.get("municipality", ""), holidays=str(row.get("terms", {}).get("holidays", "DK"))
    )
