"""A code from a guest's card, typed by somebody who reads it off paper: what it says, and what it may have said."""

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a card: without 0, O, 1, I, L and U
LONG = 8
ALIKE = ("0ODQ", "1ILJT7", "2Z", "5S", "6G", "8B", "UV")  # as handwriting has them
FOLDED = {letter: group[-1] for group in ALIKE for letter in group}


def typed_code(text: str) -> str:
    """“k7mx 3f9p” → “K7MX-3F9P”. Letters no card has are left as they are; empty when it is not eight letters long."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == LONG else ""


def alike(code: str) -> str:
    """The same for codes that a hand and an eye may take for each other: “S2B6” and “5ZBG”."""
    return "".join(FOLDED.get(letter, letter) for letter in code)
