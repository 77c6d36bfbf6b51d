"""Why something that a phone sent was not taken, in a sentence for whoever holds the phone."""

from driveout.core.words import Saying

WHY = {
    "not_an_event": Saying(
        "It is not written as the app writes things. Show it to your coordinator.",
        "Det er ikke skrevet, som appen skriver. Vis det til din koordinator.",
    ),
    "newer": Saying(
        "The app is newer than the server. It is sent again when the server has been renewed.",
        "Appen er nyere end serveren. Det sendes igen, når serveren er fornyet.",
    ),
    "unknown_opening": Saying(
        "The server does not know this café. Show it to your coordinator.",
        "Serveren kender ikke den café. Vis det til din koordinator.",
    ),
    "not_yours": Saying(
        "The café belongs to another hub, and you are not on its shift. Ask your hub leader.",
        "Caféen hører til en anden hub, og du står ikke på vagten. Spørg din hubleder.",
    ),
    "too_long": Saying(
        "The text is too long. Own words may be 20,000 characters, other texts 500.",
        "Teksten er for lang. Egne ord må være 20.000 tegn, andre tekster 500.",
    ),
    "too_many": Saying(
        "At most 99 can be counted at once, and not 0.",
        "Der kan højst tælles 99 ad gangen, og ikke 0.",
    ),
    "other_content": Saying(
        "Something else has landed under the same number. The first one stands. Show it to your coordinator.",
        "Noget andet er landet under samme nummer. Det første står. Vis det til din koordinator.",
    ),
    "unreadable": Saying(
        "It could not be opened: the file is damaged here.",
        "Det kunne ikke åbnes: filen er beskadiget her.",
    ),
    "signature": Saying(
        "The signature is not the phone's. It was not written on it.",
        "Underskriften er ikke telefonens. Det er ikke skrevet på den.",
    ),
    "in_progress": Saying(
        "The server is hearing this phone already. It is sent again in a moment.",
        "Serveren er allerede ved at høre denne telefon. Det sendes igen om lidt.",
    ),
}
