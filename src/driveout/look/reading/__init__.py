"""Recipes and everyday advice for people on their own: one file a text, in each language, with where facts come from.

A new text is a new file in `recipes/` or `advice/`; its name is its key and stands in its address. Guests read them
through `public/`, and the crew's app takes the same files along when it is built.
"""
