"""How plain a text is, and the words about people that we do not use: one list, with what to say instead.

Rules: our own texts only, never a person's own words, a law's title or a name; whole words with the endings they take.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?:…](?=\s|$)|\n")
LONG = 6  # letters: a word of more is long

DANISH = {
    "misbruger, narkoman, junkie": "en, der bruger stoffer",
    "alkoholiker, dranker": "en, der har et alkoholproblem",
    "ludoman": "en med et spilleproblem",
    "misbrug": "brug af stoffer/alkohol, afhængighed",
    "clean": "stoffri, ædru",
    "hjemløs": "en uden bolig, i hjemløshed",
    "psykisk syg, sindslidende": "en med en psykisk lidelse",
    "skizofren": "en med skizofreni",
    "dobbeltdiagnose": "to problemer på én gang",
    "socialt udsat, udsat, udsatte, de svage": "mennesker, der har det svært lige nu",
    "ressourcesvag, tung borger, kompleks borger": "en med brug for hjælp fra flere",
    "klient, sag, case, målgruppe": "gæst, en, mennesker",
    "kontanthjælpsmodtager, førtidspensionist": "en på kontanthjælp, på pension",
    "kriminel, straffet, indsat": "en, der har siddet i fængsel",
    "anbragt, plejebarn, efterværnsung": "ung, der har boet i pleje",
    "prostitueret": "en, der sælger sex",
    "voldsoffer": "en, der er udsat for vold",
    "de ensomme": "mennesker, der savner nogen",
    "begå selvmord, begår selvmord": "tage sit eget liv",
    "umotiveret": "vil noget andet lige nu",
    "udeblevet, no-show": "nåede ikke frem",
    "afvist, afslag": "viser videre",
    "lider af, ramt af": "har",
    "antaget": "en tid eller et sted, som vi ikke er sikre på",
}
ENGLISH = {
    "addict, abuser, drug user, junkie": "person who uses drugs",
    "alcoholic, drunk": "person with an alcohol problem",
    "gambling addict": "person with a gambling problem",
    "abuse": "use, dependence",
    "the homeless, bum": "person without a home",
    "mentally ill": "person with a mental illness",
    "schizophrenic": "person with schizophrenia",
    "dual diagnosis": "two problems at once",
    "the vulnerable, the weak, vulnerable people": "people in a hard time",
    "complex case, hard to reach": "person who needs help from several",
    "client, case, target group": "guest, person",
    "welfare recipient": "person on benefits",
    "convict, ex-offender": "person who was in prison",
    "care leaver": "young person leaving care",
    "prostitute": "person who sells sex",
    "victim, battered": "person subjected to violence",
    "the lonely": "people who miss company",
    "commit suicide, committed suicide": "die by suicide",
    "unmotivated, non-compliant": "wants something else now",
    "no-show": "did not get there",
    "rejected": "shown on",
    "suffers from": "has",
    "assumed": "what we are not sure of is not told to guests",
}
ENDINGS = {"da": r"(?:e|er|en|ne|ene|erne|et|s|es|ers|ens)?", "en": r"(?:s|es|'s)?"}
# What looks like such a word and is none: it is taken out before the text is judged.
ALLOWED = {
    # “se din sag”, “den, der har sagen”: the papers that an authority has, as a letter to it has to call them
    "da": r"se (?:min|din) sag(?!\w)|der har sagen|udsat for (?:vold|overgreb)|(?:er|bliver|blev) udsat|svagt lys|"
    r"sagsbehandler\w*|sagsnummer\w*|"
    r"Rådet for Socialt Udsatte|udsatteråd\w*|De Anbragtes Vilkår|Ældre Sagen|svage? (?:kaffe|ben)",
    "en": r"in case|case worker\w*",
}
AVOIDED = {"da": DANISH, "en": ENGLISH}


def labels(text: str, language: str) -> list[str]:
    """What in a text makes a label of a person, each with what to say instead."""
    plain = re.sub(ALLOWED[language], " ", text, flags=re.IGNORECASE)
    found = []
    for words, instead in AVOIDED[language].items():
        for word in words.split(", "):
            if re.search(rf"(?<!\w){re.escape(word)}{ENDINGS[language]}(?!\w)", plain, re.IGNORECASE):
                found.append(f"{word}: say “{instead}”")
    return found


def lix(texts: Iterable[str]) -> float:
    """Words a sentence, and of a hundred words how many are long. Each text ends a sentence; 0 of no words."""
    parts = [part for text in texts for part in SENTENCE.split(text)]
    sentences = [words for part in parts if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return len(words) / len(sentences) + 100 * sum(len(word) > LONG for word in words) / len(words)
