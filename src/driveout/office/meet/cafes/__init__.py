"""Meeting: a week's cafés, what was counted at each beside what was expected, and what guests said."""
