"""How threads are told to whoever reads of them: staff, a receiver, the person. A meeting is never “not attended”."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.look import say

DANISH = 8  # digits of a number


def need(kind: str) -> str:
    """What somebody wants help with, in the words of the crew's app."""
    words = {
        "debt": _("Gæld og penge"),
        "legal": _("Råd om ret og breve"),
        "addiction": _("Alkohol og stoffer"),
        "health": _("Krop og sind"),
        "housing": _("Et sted at bo"),
        "company": _("Nogen at være med"),
        "family": _("Familie og børn"),
        "work": _("Job og uddannelse"),
        "other": _("Noget andet"),
    }
    return words.get(kind, kind)


def state(name: str) -> str:
    """A state as a thing that has happened."""
    words = {
        "draft": _("Ønsket er fortalt"),
        "consented": _("Samtykke er givet"),
        "sent": _("Sendt"),
        "opened": _("Åbnet"),
        "accepted": _("Taget imod"),
        "passed on": _("Viser videre"),
        "full": _("Har ikke plads nu"),
        "appointment": _("Der er en aftale"),
        "met": _("De har mødtes"),
        "missed": _("Mødet blev ikke til noget"),
        "arrived": _("Nået frem"),
        "still there": _("Er der stadig"),
        "closed": _("Gæsten har svaret, og tråden er lukket"),
        "on hold": _("På pause"),
        "cancelled": _("Gæsten vil ikke mere"),
        "entered in error": _("Skrevet ved en fejl"),
        "reopened": _("Åbnet igen"),
    }
    return words.get(name, name)


def end(name: str, way: str) -> str:
    """The last states as each of the three ways has them: going along and keeping a home arrive somewhere else."""
    words = {
        ("arrived", "accompany"): _("Fulgt hele vejen"),
        ("still there", "accompany"): _("Går selv nu, efter tre måneder"),
        ("arrived", "keep a home"): _("Hjemmet er sikret"),
        ("still there", "keep a home"): _("Bor der stadig efter tre måneder"),
        ("still there", "refer"): _("Er der stadig efter tre måneder"),
        ("closed", way): _("Gæstens eget svar: Blev det bedre?"),
    }
    return words.get((name, way), state(name))


def kind(name: str) -> str:
    """What was said in a thread without moving it."""
    words = {
        "question": _("Modtageren spørger"),
        "answer": _("Svar til modtageren"),
        "call me": _("Gæsten vil gerne ringes op"),
        "called": _("Vi har talt sammen"),
        "not right": _("Gæsten siger: Det her passer ikke"),
        "wish to change": _("Ønske: noget skal blive anderledes"),
        "wish of relief": _("Ønske: noget skal blive lettere"),
        "verdict": _("Gæsten har sagt, om det blev bedre"),
        "forwarded": _("Linket er prøvet på en anden telefon"),
        "silence": _("Ingen har svaret i tide"),
        "late": _("Løftet er brudt"),
        "withdrawn": _("Samtykket er taget tilbage"),
        "owner": _("Ny ejer"),
        "gap": _("Her passede intet"),
    }
    return words.get(name, name)


def field(name: str) -> str:
    """What a person says yes or no to."""
    words = {
        "need": _("Hvad det handler om"),
        "own words": _("Ønsket med egne ord"),
        "strengths": _("Det, gæsten kan og er glad for"),
        "card code": _("Trådens nummer"),
        "café": _("Hvor og hvornår gæsten kan mødes i caféen"),
        "name": _("Navn"),
        "phone": _("Telefonnummer"),
        "how to reach": _("Sådan kan gæsten nås trygt"),
    }
    return words.get(name, name)


def phone(number: str) -> str:
    """As people say it: a Danish number in pairs, “21 34 56 78”; another as it stands."""
    own = number.removeprefix("+45").replace(" ", "")
    if len(own) != DANISH or not own.isdigit():
        return number
    return "\u00a0".join(own[at : at + 2] for at in range(0, DANISH, 2))


def last_day(due: datetime) -> str:
    """A promise runs out when its last day has ended: “onsdag 2. december”."""
    day = timezone.localtime(due - timedelta(minutes=1)).date()
    return f"{say.day(day.weekday())} {say.date_year_free(day)}"


def how(name: str) -> str:
    """How a yes was given."""
    return {"spoken": _("mundtligt"), "written": _("på skrift"), "on screen": _("på skærmen")}.get(name, name)


def better(name: str) -> str:
    """The person's own answer to “did it get better?”."""
    return {"yes": _("Ja"), "a little": _("Lidt"), "no": _("Nej"), "unknown": _("Ved ikke")}.get(name, name)


def track(name: str) -> str:
    """One of the three ways."""
    words = {"refer": _("Vise videre"), "accompany": _("Følges med"), "keep a home": _("Beholde sit hjem")}
    return words.get(name, name)


def gap_why(name: str) -> str:
    """Why nothing fitted."""
    words = {
        "criteria": _("Kravene passer ikke til gæsten"),
        "distance": _("Der er for langt"),
        "hours": _("Det er ikke åbent, når gæsten kan"),
        "waiting": _("Ventetiden er for lang"),
        "language": _("Ingen taler gæstens sprog"),
        "burden of proof": _("Der kræves papirer, gæsten ikke har"),
        "closed": _("Tilbuddet er lukket"),
        "nothing there": _("Der findes intet tilbud"),
    }
    return words.get(name, name)


def role(name: str) -> str:
    """A role by its key; what somebody wrote stands as it is."""
    return {"hub leader": _("hubleder"), "crew": _("holdet i caféen")}.get(name, name)


def right(key: str) -> str:
    """What the law's own clock is about."""
    words = {
        "addiction treatment": _("Behandling for alkohol eller stoffer"),
        "integrated treatment": _("Samlet behandling for psykisk lidelse og afhængighed"),
        "complaint": _("Klage over en afgørelse"),
        "review of a complaint": _("Myndigheden ser på klagen igen"),
        "seeing one's file": _("Aktindsigt"),
        "report of concern judged": _("En underretning vurderes"),
        "report of concern acknowledged": _("Svar på en underretning"),
        "shelter tells the municipality": _("Herberget giver kommunen besked"),
    }
    return words[key]


def begins(key: str) -> str:
    """From when the law's own clock runs."""
    words = {
        "contact": _("fra gæsten henvender sig"),
        "the region receives the referral": _("fra regionen har fået henvisningen"),
        "the decision was received": _("fra afgørelsen er modtaget"),
        "the complaint was received": _("fra klagen er modtaget"),
        "the request": _("fra der er bedt om det"),
        "the report was received": _("fra underretningen er modtaget"),
        "admission": _("fra gæsten flytter ind"),
    }
    return words[key]


def length(number: int, unit: str) -> str:
    """“14 dage”, “7 arbejdsdage”: a weekday is a Saturday too, a working day is not."""
    words = {
        "hour": _("%(n)s timer"),
        "day": _("%(n)s dage"),
        "weekday": _("%(n)s hverdage (lørdag tæller med)"),
        "working day": _("%(n)s arbejdsdage (lørdag tæller ikke)"),
    }
    return words[unit] % {"n": number}
