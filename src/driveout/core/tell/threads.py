"""What is told of a thread to whoever has it: where it began and what to do, never what it is about or whose it is."""

from driveout.core.words import Saying

_NEWS = {
    "late": Saying("A promise is broken", "Et løfte er brudt"),
    "silence": Saying("The receiver has not answered", "Modtageren har ikke svaret"),
    "consent over": Saying("A consent has run out", "Et samtykke er udløbet"),
    "many hands": Saying("A guest has met many hands. Go along", "En gæst har mødt mange hænder. Gå med"),
    "withdrawn": Saying("A consent was taken back", "Et samtykke er taget tilbage"),
    "forwarded": Saying("A link was tried in another place", "Et link er prøvet et andet sted"),
    "question": Saying("The receiver asks something", "Modtageren spørger om noget"),
    "accepted": Saying("The receiver said yes", "Modtageren har taget imod"),
    "appointment": Saying("There is an appointment", "Der er en aftale"),
    "met": Saying("They have met", "De har mødtes"),
    "missed": Saying("A meeting came to nothing. Find the guest", "Et møde blev ikke til noget. Find gæsten"),
    "passed on": Saying("The receiver shows on to others", "Modtageren viser videre"),
    "full": Saying("The receiver has no room", "Modtageren har ikke plads"),
    "arrived": Saying("Somebody has arrived", "En er nået frem"),
    "still there": Saying("Somebody is still there", "En er der stadig"),
    "call me": Saying("A guest asks for a call", "En gæst beder om at blive ringet op"),
    "not right": Saying("A guest says: this is not right", "En gæst siger: Det her passer ikke"),
    "wish": Saying("A guest wrote a wish", "En gæst har skrevet et ønske"),
    "verdict": Saying("A guest has said whether it got better", "En gæst har sagt, om det blev bedre"),
    "reopened": Saying("A guest has come back", "En gæst er kommet igen"),
}
_TEXT = Saying(
    "It began in {place}. See Bridge: thread {id}.",
    "Det begyndte i {place}. Se Bygge bro: tråd {id}.",
)
_SOMEWHERE = Saying("a café", "en café")


KINDS = tuple(_NEWS)


def told_of_thread(news: str, *, place: str, thread_id: int, language: str) -> tuple[str, str]:
    """Subject and text. `news`: a key of the table above."""
    where = place or _SOMEWHERE.in_(language)
    subject = _NEWS[news].in_(language)
    return subject, f"{subject}. {_TEXT.in_(language).format(place=where, id=thread_id)}"
