"""Reasons in words: the same said in English and in Danish, so that terminal and screen say it alike."""

from collections.abc import Sequence
from math import ceil, floor

from driveout.core.words import Saying, Weekday, Wish, clock

ROUNDING = 1e-6  # tenths of a guest
NEARLY = 0.05  # guests


def number(value: float, *, signed: bool = False, decimals: int = 1) -> Saying:
    """1234.5 → “1,234.5” and “1.234,5”; `signed` with a plus or a true minus."""
    size = f"{abs(value):,.{decimals}f}"
    below = value < 0 and float(size.replace(",", "")) != 0
    sign = ("−" if below else "+") if signed else ("−" if below else "")
    return Saying(sign + size, sign + size.translate(str.maketrans(",.", ".,")))


OFTEN = (
    Saying("not visited", "besøges ikke"),
    Saying("visited once a week", "besøges én gang om ugen"),
    Saying("visited twice a week", "besøges to gange om ugen"),
)
NO_VISIT = Saying("no visit", "intet besøg")
OTHER_DAYS = Saying("other weekdays", "andre ugedage")
ONE_HOUR = Saying("one employee hour more", "én ansattime mere")
ONE_VOLUNTEER = Saying("one volunteer more, any weekday", "én frivillig mere, alle dage")


def visits(often: int) -> Saying:
    """A stop visited once or twice."""
    if often == 1:
        return Saying("one visit a week", "ét besøg om ugen")
    return Saying("two visits a week", "to besøg om ugen")


def instead(day: Weekday, of: Weekday) -> Saying:
    return Saying(f"{day.english} instead of {of.english}", f"{day.danish} i stedet for {of.danish}")


def moved(day: Weekday, starts: int | None) -> Saying:
    """“Thursday at 13”; without an hour, whenever suits the week."""
    if starts is None:
        return Saying(day.english, day.danish)
    return Saying(f"{day.english} at {clock(starts)}", f"{day.danish} kl. {clock(starts)}")


def open_for(minutes: int) -> Saying:
    return Saying(f"open for {minutes} minutes", f"åbent i {minutes} minutter")


def van_day(day: Weekday | None) -> Saying:
    """The day on which a van and its driver help most; None where no day does."""
    if day is None:
        return Saying("one van day more", "én vogndag mere")
    return Saying(f"one van day more, with its driver ({day.english})", f"én vogndag mere, med fører ({day.danish})")


def money_more(kroner: float) -> Saying:
    """So much more for the hub."""
    amount = number(kroner, decimals=0)
    return Saying(f"{amount.english} kr. more a week", f"{amount.danish} kr. mere om ugen")


EXACTLY = Saying("", "")


def between(low: float, high: float) -> Saying:
    """“between −0.8 and −0.5”, rounded outwards so that it still holds; empty where one number says it all."""
    if high - low < NEARLY:
        return EXACTLY
    low, high = floor(10 * low + ROUNDING) / 10, ceil(10 * high - ROUNDING) / 10
    least, most = number(low, signed=True), number(high, signed=True)
    return Saying(f"between {least.english} and {most.english}", f"mellem {least.danish} og {most.danish}")


def money_for_all(kroner: float) -> Saying:
    """So much more for the whole programme."""
    amount = number(kroner, decimals=0)
    return Saying(f"{amount.english} kr. more for all hubs", f"{amount.danish} kr. mere til alle hubs")


HOURS_SHORT = Saying("employee hours run out", "ansattimerne slipper op")
VOLUNTEERS_SHORT = Saying("volunteers are too few", "der er for få frivillige")
VANS_SHORT = Saying("no van and driver is free", "der mangler en vogn med fører")
MONEY_SHORT = Saying("the money runs out", "pengene slipper op")


def because(short: Saying, what: Saying) -> Saying:
    """What is short, and how little more of it makes one visit more worth its place."""
    return Saying(
        f"Not more, because {short.english}: with {what.english} it would be worth it.",
        f"Ikke oftere, fordi {short.danish}: med {what.danish} kan det betale sig.",
    )


def clashes(wishes: Sequence[Wish]) -> Saying:
    """What cannot hold beside the visit."""
    danish = " ".join(wish.danish or wish.sentence for wish in wishes)
    return Saying(
        f"Because these cannot hold together: {' '.join(wish.sentence for wish in wishes)}",
        f"Fordi dette ikke kan lade sig gøre sammen: {danish}",
    )


def no_single_thing(stop: str) -> Saying:
    """Nothing that was tried makes the visit worth it: too few would come."""
    return Saying(
        f"Not because of one thing: with one hour, van day, volunteer or 1,000 kr. more, others than {stop} meet more.",
        f"Det skyldes ikke én ting: med én time, vogndag, frivillig eller 1.000 kr. mere når andre end {stop} flere.",
    )


def as_often_as_may_be(stop: str, often: int) -> Saying:
    said = OFTEN[min(often, 2)]
    return Saying(
        f"{stop} is {said.english}, which is as often as a stop may be.",
        f"{stop} {said.danish}. Oftere må et sted ikke besøges.",
    )


def no_room(stop: str, often: int) -> Saying:
    said = OFTEN[min(often, 2)]
    return Saying(
        f"{stop} is {said.english}. One visit more cannot be fitted in beside the other wishes.",
        f"{stop} {said.danish}. Ét besøg mere kan ikke passes ind ved siden af de andre ønsker.",
    )


def not_found(stop: str, often: int) -> Saying:
    said = OFTEN[min(often, 2)]
    return Saying(
        f"{stop} is {said.english}. No week with one visit more was found, and none was ruled out.",
        f"{stop} {said.danish}. Ingen uge med ét besøg mere blev fundet, og ingen blev udelukket.",
    )


def assumptions(learned: int, stops: int, money: float, held: float = 0.0, anyway: float = 0.0) -> Saying:
    """What the figures rest on. `money`: guests a krone in the programme, 0 where money does not bind. `held`: guests a
    week that each moved opening counts for. `anyway`: what planning again brings although nothing is changed."""
    english, danish = "Demand is assumed.", "Behovet er et gæt."
    if learned:
        english = f"Demand is learned at {learned} of {stops} stops."
        danish = f"Behovet er lært for {learned} af {stops} steder."
    if money:
        worth = number(1000 * money)
        english += f" Money is worth {worth.english} guests per 1,000 kr. in the programme."
        danish += f" Penge er {worth.danish} gæster værd pr. 1.000 kr. i hele programmet."
    if held:
        price = number(held)
        english += f" Known times are held: each one moved counts as {price.english} guests lost."
        danish += f" De kendte tider holdes: hver, der flytter, tæller som {price.danish} gæster mindre."
    if anyway:
        gain = number(anyway)
        english += (
            f" Planning again brings {gain.english} guests although nothing is changed; each line is beside that."
        )
        danish += f" At planlægge igen giver {gain.danish} gæster, selv om intet ændres. Linjerne er ud over det."
    english += " Each line is the whole season planned again; what it becomes lies within what stands beside it."
    danish += " Hver linje er hele sæsonen planlagt igen. Det, den bliver til, ligger inden for det, der står ved den."
    return Saying(english, danish)
