"""What is told of a sign-in, in plain words: neither a time nor a place, and nothing that opens it."""

from driveout.core.words import Saying

_RESET = Saying("The code at sign-in was reset for {who}", "Koden ved log ind er nulstillet for {who}")
_BY_SERVER = Saying(
    "Whoever looks after the server reset the code for {who}. Ask whether {who} wanted it.",
    "Den, der passer serveren, har nulstillet koden for {who}. Spørg, om {who} har bedt om det.",
)
_BY_SERVER_OWN = Saying(
    "Whoever looks after the server reset it. If you did not ask for it, tell a coordinator at once.",
    "Den, der passer serveren, har nulstillet den. Har du ikke bedt om det, så sig det straks til en koordinator.",
)
_OWN = Saying("Your code at sign-in was reset", "Din kode ved log ind er nulstillet")
_BY_LINK = Saying(
    "{who} has a new password by a link from {maker}. The code and passkeys of before are gone. Ask whether {who} "
    "wanted it.",
    "{who} har fået en ny adgangskode med et link fra {maker}. Koden og adgangsnøglerne fra før er væk. Spørg, om "
    "{who} har bedt om det.",
)
_BY_LINK_OWN = Saying(
    "A new password was chosen by a link from {maker}. Your code and passkeys are gone. If it was not you, tell a "
    "coordinator at once.",
    "Der er valgt en ny adgangskode med et link fra {maker}. Din kode og dine adgangsnøgler er væk. Var det ikke dig, "
    "så sig det straks til en koordinator.",
)
_SERVER = Saying("whoever looks after the server", "den, der passer serveren")


def second_factor_reset(*, who: str, is_own: bool, language: str) -> tuple[str, str]:
    """Subject and text: on the server's command line. `is_own`: for the person it was reset for."""
    subject, text = (_OWN, _BY_SERVER_OWN) if is_own else (_RESET, _BY_SERVER)
    return subject.in_(language).format(who=who), text.in_(language).format(who=who)


def second_factor_gone_by_link(*, who: str, maker: str, is_own: bool, language: str) -> tuple[str, str]:
    """Subject and text: a link to a new password took it away. `maker`: who made the link; empty on the server."""
    subject, text = (_OWN, _BY_LINK_OWN) if is_own else (_RESET, _BY_LINK)
    told = {"who": who, "maker": maker or _SERVER.in_(language)}
    return subject.in_(language).format(**told), text.in_(language).format(**told)
