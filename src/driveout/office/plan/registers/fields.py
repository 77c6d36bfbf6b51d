"""Which fields each register's form has, in plain words; and between a row's values and a form's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from driveout.core.travel import MUNICIPALITIES
from driveout.core.words.fields import EMPLOYEE, HUB, STOP, TERMS, TOLD_TO_GUESTS, VOLUNTEER
from driveout.look.guests import heading
from driveout.look.say import danish_order
from driveout.office.forms import kinds
from driveout.office.forms.forms import Field, Group
from driveout.office.plan.registers.declared import asked, kind_of
from driveout.office.plan.registers.terms import terms_groups
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.values import DECLARED, Values

TYPICAL_GUESTS = 7.0


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
            asked(STOP, "lat", _("Breddegrad"), _("I Danmark 54,5 til 57,8.")),
            asked(STOP, "lon", _("Længdegrad"), _("I Danmark 8 til 15,3.")),
            asked(STOP, "address", _("Adresse"), _("Som en gæst finder den. Positionen ændrer sig ikke af den.")),
            Field("municipality", _("Kommune"), kinds.choice(options)),
            asked(STOP, "inhabitants", _("Indbyggere"), _("Tomt: ikke oplyst.")),
        ),
        part="place",
    )


def _hub(setting: Setting) -> list[Group]:
    return [
        Group(
            "",
            (
                _name(_("Hubbens navn"), _("Et andet navn end alle hubs og steder i sæsonen.")),
                asked(
                    HUB,
                    "phone",
                    _("Telefon for gæster"),
                    _("Alle kan se nummeret og ringe til det. Skriv aldrig en persons eget nummer."),
                ),
            ),
        ),
        _where(setting),
        Group(
            _("Arbejdsdage"),
            (
                asked(
                    HUB,
                    "workdays",
                    _("Holdets længste dag"),
                    _("Én række til hver dag: tidligst på arbejde og senest hjemme. Tøm en række for at slette den."),
                ),
            ),
        ),
    ]


def _stop(setting: Setting) -> list[Group]:
    place = [
        _name(_("Stedets navn"), _("Et andet navn end alle hubs og steder i sæsonen.")),
        asked(
            STOP,
            "venue",
            _("Lokale"),
            _("Som gæster kender det, for eksempel Forsamlingshuset, Storegade 12."),
        ),
    ]
    if setting.sees_contacts:
        contact = _("Hvem har nøglen, og hvordan ringer man? Holdet ser det, andre ikke.")
        place.append(asked(STOP, "contact", _("Kontakt på stedet"), contact))
    asked_by_guests = tuple(asked(STOP, field.name, heading(field.name)) for field in TOLD_TO_GUESTS)
    told = Group(_("Det spørger gæster om"), asked_by_guests, hint=_("Gæster ser svaret. «Ikke oplyst» ser de ikke."))
    groups = [Group("", tuple(place)), told, _where(setting), *_stop_week(), *_stop_guests(setting)]
    if setting.own_hub is None:
        groups.append(_stop_hubs(setting))
    return groups


def _stop_week() -> list[Group]:
    return [
        Group(
            _("Hvornår"),
            (
                asked(
                    STOP,
                    "windows",
                    _("Lokalet kan være åbent"),
                    _("Gæster kan være inde i det tidsrum. Skriv 9, 9.30 eller 9:30. Slet en række ved at tømme den."),
                ),
                asked(
                    STOP,
                    "lengths",
                    _("En åbning kan vare, minutter"),
                    _("Skriv alle muligheder, for eksempel 60, 90, 120."),
                ),
                Field(
                    "visits_min",
                    _("Mindst besøg om ugen"),
                    kinds.numbered(_visits()),
                    _("Skal stedet have besøg, uanset hvad det koster?"),
                ),
                Field("visits_max", _("Højst besøg om ugen"), kinds.numbered(_visits()), _("0 betyder: ingen besøg.")),
                asked(
                    STOP,
                    "weight",
                    _("En gæst her tæller som"),
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
    guessed = kind_of(STOP["mean_guests"], empty=setting.is_new)
    known = [("assumed", _("antaget: ingen har talt")), ("learned", _("lært: talt ved åbninger"))]
    return [
        Group(
            _("Gæster"),
            (
                asked(STOP, "mean_guests", _("Ventede gæster"), guess, kind=guessed),
                asked(
                    STOP,
                    "spread",
                    _("Usikkerhed"),
                    _("0,5 er det almindelige: det kan godt være det halve eller halvanden gang så mange."),
                ),
                Field("known", _("Tallet er"), kinds.choice(known)),
                asked(STOP, "seats", _("Siddepladser"), _("Så mange kan være der på én gang.")),
                asked(STOP, "stay_minutes", _("En gæst bliver, minutter")),
            ),
        ),
        Group(
            _("Holdet"),
            (
                asked(STOP, "volunteers", _("Frivillige ved hver åbning")),
                asked(STOP, "setup_minutes", _("Stille op, minutter")),
                asked(STOP, "packdown_minutes", _("Pakke ned, minutter")),
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
            asked(EMPLOYEE, "minutes_a_week", _("Timer om ugen, højst"), how),
            asked(EMPLOYEE, "minutes_a_day", _("Timer om dagen, højst"), how),
        ]
    if register == Register.VOLUNTEER:
        own += [
            asked(VOLUNTEER, "openings_a_day", _("Åbninger om dagen, højst")),
            asked(VOLUNTEER, "openings_a_week", _("Åbninger om ugen, højst")),
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
    return TERMS.filled(stored)


def from_form(register: Register, row: Values, read: Values) -> Values:
    """The row with what was read from its form; what the form does not have stays."""
    if register == Register.SEASON:
        rules = {field.name: read[field.name] for field in TERMS}
        plain = {name: value for name, value in read.items() if name not in rules}
        return {**row, **plain, "terms": {**row["terms"], **rules}}
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
    week = [0, 1, 2, 3, 4]
    spot: Values = {"name": "", "place_name": "", "lat": None, "lon": None}
    if register == Register.HUB:
        return HUB.filled({**spot, "workdays": [[day, 480, 1080] for day in week]})
    if register == Register.STOP:
        windows, hubs_of_it = [[day, 600, 1020] for day in week], [hub] if hub else []
        return STOP.filled({**spot, "mean_guests": None, "windows": windows, "hubs": hubs_of_it})
    own: Values = {"name": "", "hub": hub or next(iter(hubs), 0)}
    if register == Register.VOLUNTEER:
        own["weekdays"] = []
    return DECLARED[register].filled(own)


def guessed_guests(inhabitants: int | None) -> float:
    """An assumption where nobody has counted: seven, and up to a fifth more in a larger place (2,500 people)."""
    return round(TYPICAL_GUESTS * (1 + 0.2 * min(1.0, (625 if inhabitants is None else inhabitants) / 2500)), 1)


def with_setting(setting: Setting, row: Values) -> Setting:
    """The setting for one row: what stands there can always stay."""
    return replace(
        setting, municipality=row.get("municipality", ""), holidays=str(row.get("terms", {}).get("holidays", "DK"))
    )
