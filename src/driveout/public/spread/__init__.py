"""Partners spread the word: a text to forward, a part for their own page, a poster and a week card, all of what stands
in the open.
"""
