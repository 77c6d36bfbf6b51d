"""Text from before UTF-8: Windows, an old Mac or DOS? The letters say so, for one that is wrong spoils words.

The three write æ, ø and å with different bytes. Read as Windows, an old Mac's “Nykøbing” is “Nyk¿bing”.
"""

import re
from dataclasses import dataclass

# Excel for Mac saves “CSV” as MacRoman, Excel on a Danish Windows “CSV (MS-DOS)” as 850, where Danish letters are as
# in 865. Source: the Unicode consortium's mapping tables, as Python has them.
NAMES = {"cp1252": "Windows-1252", "mac_roman": "MacRoman", "cp850": "MS-DOS"}
DANISH, FOREIGN = frozenset("æøåÆØÅéÉ"), frozenset("äöüÄÖÜßëèêáàâíïóôúñçðþýœšž")
# Signs of an ordinary text: in the Mac's and the DOS tables other signs have the bytes of Windows' letters.
SIGNS = frozenset("–—‘’“”„»«…•·§°®©™´€£½¼¾²³×±\xa0")
OPENING, CLOSING, AFTER_A_WORD = "“„«‘", "”", "½¼¾²³°®©™"
JOINS = frozenset("–—’·´\xa0" + "“”„»«‘")  # may stand between two letters; quotes are judged by themselves
RARE, MISPLACED, NEVER = 1, 4, 6  # how much a sign speaks against a reading


@dataclass(frozen=True, slots=True)
class Guess:
    """`sample`: words that show how it was read; `also`: the same words read otherwise, where nobody can know."""

    text: str
    called: str
    sample: str = ""
    also: str = ""

    @property
    def is_sure(self) -> bool:
        """Windows is what is usual; another is a guess, which somebody should look at."""
        return self.called == NAMES["cp1252"]


def guessed(data: bytes) -> Guess:
    """What spoils the fewest words. Windows-1252 where nothing speaks for another."""
    texts: dict[str, str] = {}
    for encoding in NAMES:
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:  # Windows has no letter for some bytes
            continue
    spoilt = {encoding: sum(map(_spoilt, *_around(text))) for encoding, text in texts.items()}
    best = [encoding for encoding in texts if spoilt[encoding] == min(spoilt.values())]
    at = next(at for at, byte in enumerate(data) if byte > 0x7F)  # one byte is one letter in all of them
    words = [_words(texts[encoding], at) for encoding in best]
    others = [word for word, encoding in zip(words, best, strict=True) if DANISH & set(texts[encoding])]
    return Guess(texts[best[0]], NAMES[best[0]], words[0], next((word for word in others if word != words[0]), ""))


def _around(text: str) -> tuple[str, str, str]:
    """The signs before, the signs themselves, and the signs after."""
    return f" {text[:-1]}", text, f"{text[1:]} "


def _spoilt(before: str, sign: str, after: str) -> int:
    """How much speaks against a Danish text having this sign there."""
    if sign <= "\x7f" or (sign in DANISH | FOREIGN and sign.isupper() and before.islower()):
        return MISPLACED if sign > "\x7f" else 0  # a capital in the midst of a word
    if sign in DANISH | FOREIGN:
        return 0 if sign in DANISH else RARE
    if sign not in SIGNS:
        return NEVER
    letter_before, letter_after = before.isalpha(), after.isalpha()
    opens_wrongly = sign in OPENING and letter_before
    closes_wrongly = sign in CLOSING and letter_after and not letter_before
    stands_within = sign not in JOINS and letter_before and letter_after
    wrongly = opens_wrongly or closes_wrongly or stands_within or (sign in AFTER_A_WORD and letter_after)
    return MISPLACED if wrongly else 0


def _words(text: str, at: int) -> str:
    """The cell or line in which this sign stands."""
    begins = max(text.rfind(sign, 0, at) for sign in ',;\t"\r\n=') + 1
    ends = re.search(r'[,;\t"\r\n]', text[at:])
    return text[begins : at + (ends.start() if ends else len(text))].strip()[:40]
