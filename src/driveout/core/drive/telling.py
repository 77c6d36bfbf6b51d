"""What one of the crew is told, in a few plain words: a time and a place, and nothing about anybody.

Only letters that a text message has room for: one that stands outside them makes every message cost twice.
"""

from datetime import date, datetime, time, timedelta

from driveout.core.words import Saying, Told, Weekday, clock, clock_iso

MONTHS = (
    *(("januar", "January"), ("februar", "February"), ("marts", "March"), ("april", "April"), ("maj", "May")),
    *(("juni", "June"), ("juli", "July"), ("august", "August"), ("september", "September"), ("oktober", "October")),
    *(("november", "November"), ("december", "December")),
)
NIGHT_BEGINS, NIGHT_ENDS = time(21), time(7)

_SUBJECTS: dict[Told, Saying] = {
    Told.CONFIRMED: Saying("You are on the crew: {it}", "Du er på holdet: {it}"),
    Told.CHANGED: Saying("Changed: {it}", "Ændret: {it}"),
    Told.CANCELLED: Saying("Cancelled: {it}", "Aflyst: {it}"),
    Told.OFF_CREW: Saying("You are not on the crew any more: {it}", "Du er ikke på holdet mere: {it}"),
    Told.REMINDER: Saying("Remember: {it}", "Husk: {it}"),
    Told.ASKED: Saying("Can you help? {it}", "Kan du hjælpe? {it}"),
    Told.TWO_PLACES: Saying("Two shifts at once: {it}", "To vagter på samme tid: {it}"),
    Told.LETTER: Saying("To the crew: {it}", "Til holdet: {it}"),
}
_THEN: dict[Told, Saying] = {
    Told.CONFIRMED: Saying(
        "If you cannot come after all, say so on your page.", "Kan du ikke alligevel, så sig det på din side."
    ),
    Told.CHANGED: Saying("This holds now. See your page.", "Det gælder nu. Se din side."),
    Told.CANCELLED: Saying("You need not come. See your page.", "Du skal ikke møde op. Se din side."),
    Told.OFF_CREW: Saying("You need not come. See your page.", "Du skal ikke møde op. Se din side."),
    Told.REMINDER: Saying("If you cannot come, say so on your page.", "Kan du ikke, så sig det på din side."),
    Told.ASKED: Saying(
        "We are one too few. Answer yes or no on your page.", "Vi mangler en på holdet. Svar ja eller nej på din side."
    ),
    Told.TWO_PLACES: Saying(
        "You cannot be at both. Give one of them back on your page, or call your leader.",
        "Du kan ikke nå begge. Giv den ene fra dig på din side, eller ring til din leder.",
    ),
    Told.LETTER: Saying("See your page.", "Se din side."),
}
_WAS = Saying("It was {hour}.", "Før var det {hour}.")
_MORE = Saying("And {n} more.", "Og {n} til.")
_ALSO = Saying("You are also at {place} {hour}.", "Du står også på {place} {hour}.")


def told(
    kind: Told, *, place: str, day: date, starts: int, language: str = "da", was: int | None = None, more: int = 0,
    also: tuple[str, int] | None = None,
) -> tuple[str, str]:  # fmt: skip
    """Subject and text. `starts` and `was`: minutes of the day, now and before; Danish for “da”, else English.

    `more`: how many others come with it. `also`: another place, and from when, where they are at that time.
    """
    it = where_and_when(place, day, starts, language)
    subject = _SUBJECTS[kind].in_(language).format(it=it)
    before = "" if was is None or was == starts else " " + _WAS.in_(language).format(hour=_hour(was, language))
    before += " " + _MORE.in_(language).format(n=more) if more else ""
    before += " " + _ALSO.in_(language).format(place=also[0], hour=_hour(also[1], language)) if also else ""
    stop = "" if subject.endswith((".", "?")) else "."
    return subject, f"{subject}{stop}{before} {_THEN[kind].in_(language)}"


def where_and_when(place: str, day: date, starts: int, language: str) -> str:
    """“Karby, tirsdag 24. november kl. 12.30”."""
    danish, english = MONTHS[day.month - 1]
    weekday = Weekday(day.weekday())
    if language == "da":
        return f"{place}, {weekday.danish} {day.day}. {danish} {_hour(starts, language)}"
    return f"{place}, {weekday.english} {day.day} {english} {_hour(starts, language)}"


def _hour(minute: int, language: str) -> str:
    return f"kl. {clock(minute)}" if language == "da" else f"at {clock_iso(minute)}"


def send_at(now: datetime, day: date) -> datetime:
    """When to send: at once, but not at night, unless it is about today or tomorrow. `now`: local and aware."""
    if day <= now.date() + timedelta(days=1) or NIGHT_ENDS <= now.time() < NIGHT_BEGINS:
        return now
    morning = now.date() if now.time() < NIGHT_ENDS else now.date() + timedelta(days=1)
    return datetime.combine(morning, NIGHT_ENDS, now.tzinfo)
