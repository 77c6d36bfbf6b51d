"""Reasons in words: the same said in English and in Danish, so that terminal and screen say it alike."""

from collections.abc import Sequence

from driveout.core.words import Saying, Weekday, clock


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


def not_proven(what: Saying, at_most: float | None) -> Saying:
    """A better week than the one found could not be ruled out; `at_most` guests in all, where that can be said."""
    if at_most is None:
        return Saying(f"{what.english} (found; not proven best)", f"{what.danish} (fundet; ikke bevist bedst)")
    most = number(at_most, signed=True)
    return Saying(f"{what.english} (found; at most {most.english})", f"{what.danish} (fundet; højst {most.danish})")


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


def one_more(
    stop: str, often: int, moves: Sequence[tuple[str, float]], kroner: float, elsewhere: float, in_all: float
) -> Saying:
    """What one visit more would win and displace, as arithmetic. Guests a week and kr. a week."""
    told = OFTEN[min(often, 2)]
    won = number(next((guests for other, guests in moves if other == stop), 0.0))
    english, danish = (
        f"One visit more would meet {won.english} guests there",
        f"Ét besøg mere møder {won.danish} gæster",
    )
    others = [(other, guests, number(guests, signed=True)) for other, guests in moves if other != stop]
    if lost := [(other, said) for other, guests, said in others if guests < 0]:
        english += ", displace " + ", ".join(f"{other} ({said.english})" for other, said in lost)
        danish += ", fortrænger " + ", ".join(f"{other} ({said.danish})" for other, said in lost)
    if gained := [(other, said) for other, guests, said in others if guests > 0]:
        english += ", make room for " + ", ".join(f"{other} ({said.english})" for other, said in gained)
        danish += ", giver plads til " + ", ".join(f"{other} ({said.danish})" for other, said in gained)
    if abs(elsewhere) >= 0.05:
        price, means = number(kroner, signed=True, decimals=0), number(elsewhere, signed=True)
        english += f"; {price.english} kr. means {means.english} elsewhere"
        danish += f"; {price.danish} kr. betyder {means.danish} andre steder"
    total = number(in_all, signed=True)
    return Saying(
        f"{stop} is {told.english}. {english}: {total.english} guests in all.",
        f"{stop} {told.danish}. {danish}: {total.danish} gæster i alt.",
    )


def assumptions(learned: int, stops: int, money: float) -> Saying:
    """What the figures rest on. `money`: guests a krone in the programme, 0 where money does not bind."""
    english, danish = "Demand is assumed.", "Behovet er et gæt."
    if learned:
        english = f"Demand is learned at {learned} of {stops} stops."
        danish = f"Behovet er lært for {learned} af {stops} steder."
    if money:
        worth = number(1000 * money)
        english += f" Money is worth {worth.english} guests per 1,000 kr. in the programme."
        danish += f" Penge er {worth.danish} gæster værd pr. 1.000 kr. i hele programmet."
    english += " Each line is the hub planned again, and says so where it is not proven best."
    danish += " Hver linje er hubben planlagt igen. Er den ikke bevist bedst, står det der."
    return Saying(english, danish)
