"""How words refuse nonsense: one exception, one sentence."""


class Nonsense(ValueError):
    """A word was given values that cannot be true. The message is a sentence for people."""


def refuse_unless(makes_sense: bool, sentence: str) -> None:
    """Raise `Nonsense` with the sentence unless the condition holds."""
    if not makes_sense:
        raise Nonsense(sentence)
