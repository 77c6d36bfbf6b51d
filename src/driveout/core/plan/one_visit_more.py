"""What one visit more would win and displace, in words."""

from driveout.core.plan import sayings
from driveout.core.plan.possible import Possibility
from driveout.core.words import Names, Saying


def one_visit_more(key: str, names: Names, often: int, more: Possibility) -> Saying:
    """What one visit more would win and displace, as arithmetic. Guests a week and kr. a week. `key`: the stop's."""
    stop = names.place(key)
    told = sayings.OFTEN[min(often, 2)]
    won = sayings.number(next((guests for other, guests in more.moves if other == key), 0.0))
    english, danish = (
        f"One visit more would meet {won.english} guests there",
        f"Ét besøg mere møder {won.danish} gæster",
    )
    moves = [(names.place(other), guests) for other, guests in more.moves if other != key]
    others = [(other, guests, sayings.number(guests, signed=True)) for other, guests in moves]
    if lost := [(other, said) for other, guests, said in others if guests < 0]:
        english += ", displace " + ", ".join(f"{other} ({said.english})" for other, said in lost)
        danish += ", fortrænger " + ", ".join(f"{other} ({said.danish})" for other, said in lost)
    if gained := [(other, said) for other, guests, said in others if guests > 0]:
        english += ", make room for " + ", ".join(f"{other} ({said.english})" for other, said in gained)
        danish += ", giver plads til " + ", ".join(f"{other} ({said.danish})" for other, said in gained)
    if abs(more.guests_elsewhere) >= 0.05:
        means = sayings.number(more.guests_elsewhere, signed=True)
        english += f"; other hubs {means.english}"
        danish += f"; andre hubs {means.danish}"
    if abs(more.counted) >= 0.05:
        counts = sayings.number(more.counted, signed=True)
        english += f"; moved openings and weights count {counts.english}"
        danish += f"; flyttede åbninger og vægte tæller {counts.danish}"
    total, said = sayings.number(more.in_all, signed=True), more.said
    return Saying(
        f"{stop} is {told.english}. {english}: {total.english} guests in all"
        + (f" ({said.english})." if said.english else "."),
        f"{stop} {told.danish}. {danish}: {total.danish} gæster i alt" + (f" ({said.danish})." if said.danish else "."),
    )
