"""Answers to phones: JSON, with a sentence in both languages that can be shown."""

from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse

from driveout.core.meet import WHY
from driveout.core.words import Fate, Saying
from driveout.field.sync.wire import FateAnswer, SayAnswer

BUSY_SECONDS = 5

CALLS = {  # code → status, sentence
    "sign_in": (401, Saying("Sign in first.", "Log ind først.")),
    "unknown_phone": (
        401,
        Saying(
            "The server does not know this phone. Sign in. Nothing on the phone is lost.",
            "Serveren kender ikke denne telefon. Log ind. Intet på telefonen går tabt.",
        ),
    ),
    "signature": (
        401,
        Saying(
            "The signature is not this phone's. Sign in. Nothing on the phone is lost.",
            "Underskriften er ikke denne telefons. Log ind. Intet på telefonen går tabt.",
        ),
    ),
    "sign_in_again": (
        401,
        Saying(
            "It is long ago that you signed in. Sign in again. Nothing on the phone is lost.",
            "Det er længe siden, du loggede ind. Log ind igen. Intet på telefonen går tabt.",
        ),
    ),
    "moment": (
        409,
        Saying(
            "The call was from another time than now. It is made again by itself.",
            "Kaldet var fra en anden tid end nu. Det laves igen af sig selv.",
        ),
    ),
    "heard": (
        409,
        Saying(
            "The same call was heard already. It is made again by itself.",
            "Det samme kald er hørt før. Det laves igen af sig selv.",
        ),
    ),
    "old_app": (
        403,
        Saying(
            "The app on this phone is too old to fetch the week. Update it: open it anew while there is a network. "
            "What it holds is sent all the same.",
            "Appen på telefonen er for gammel til at hente ugen. Opdater den: åbn den forfra, mens der er net. "
            "Det, den har, bliver sendt alligevel.",
        ),
    ),
    "ended": (
        403,
        Saying(
            "This phone has no access any more. What was not sent can be saved to a file for the office.",
            "Telefonen har ikke adgang mere. Det, der ikke er sendt, kan gemmes i en fil til kontoret.",
        ),
    ),
    "not_crew": (
        403,
        Saying(
            "The app is for those who drive and host. Ask your coordinator.",
            "Appen er for dem, der kører og er værter. Spørg din koordinator.",
        ),
    ),
    "old_page": (
        403,
        Saying("The page is too old. Load it again.", "Siden er for gammel. Hent den igen."),
    ),
    "wrong_verb": (
        405,
        Saying("This address takes no such call.", "Adressen tager ikke imod den slags kald."),
    ),
    "not_a_phone": (
        422,
        Saying(
            "The phone did not say who it is. Load the app again.",
            "Telefonen sagde ikke, hvem den er. Hent appen igen.",
        ),
    ),
    "not_this_phone": (
        409,
        Saying(
            "The phone is known with another key or another person. Start again on this phone.",
            "Telefonen er kendt med en anden nøgle eller en anden person. Begynd forfra på telefonen.",
        ),
    ),
    "not_json": (
        400,
        Saying("Not everything came through. It is sent again.", "Det hele kom ikke frem. Det sendes igen."),
    ),
    "too_large": (
        413,
        Saying(
            "That was too much at once. It is sent in smaller parts.",
            "Det var for meget på én gang. Det sendes i mindre dele.",
        ),
    ),
    "busy": (
        503,
        Saying("The server is busy. It is sent again soon.", "Serveren har travlt. Det sendes igen om lidt."),
    ),
}


class Refused(Exception):
    """The call is not answered with what it asked for. `code`: one of CALLS. `more`: what else the answer holds."""

    def __init__(self, code: str, **more: str) -> None:
        super().__init__(code)
        self.code, self.more = code, more


def refusal(code: str, *, after: int = BUSY_SECONDS, more: dict[str, str] | None = None) -> HttpResponse:
    """The call as a whole was refused. `after`: seconds until it is worth another try, where the server is busy."""
    status, why = CALLS[code]
    answer = said({"code": code, "say": both(why), **(more or {})}, status)
    if status == 503:
        answer.headers["Retry-After"] = str(after)
    return answer


def said(content: Mapping[str, object], status: int = 200) -> HttpResponse:
    """JSON that nobody keeps."""
    answer = JsonResponse(dict(content), status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def fate(one: Fate) -> FateAnswer:
    """What became of one thing that was sent."""
    why = both(WHY[one.code]) if one.code else None
    return {"id": one.id, "status": one.status, "code": one.code or None, "say": why}


def both(saying: Saying) -> SayAnswer:
    """In Danish and English."""
    return {"da": saying.danish, "en": saying.english}
