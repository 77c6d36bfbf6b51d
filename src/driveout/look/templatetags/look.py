"""Small parts of every page."""

from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from driveout.look.language import held, marked
from driveout.look.styles import address

register = template.Library()


@register.simple_tag
def styles(*names: str) -> SafeString:
    """One link to all these stylesheets."""
    return format_html('<link rel="stylesheet" href="{}">', address(*names))


@register.filter
def danish(words: object) -> object:
    """A place's name, or what somebody here wrote: said as Danish on a page in another language. Not in attributes."""
    return marked(words)


@register.filter
def own_words(sentence: object) -> object:
    """A sentence of the program's own, and in it what somebody here wrote, where it knows that."""
    return marked(sentence) if held(sentence) else sentence


@register.filter
def in_danish(words: object) -> SafeString:
    """The attribute of an option that is nothing but what somebody here wrote: an option holds no other element."""
    home = settings.LANGUAGE_CODE
    if get_language() == home or held(words) != (words,):
        return SafeString()
    return format_html(' lang="{}"', home)


@register.simple_tag
def asks_again(url: str, milliseconds: int) -> SafeString:
    """Attributes of a part that takes its own place once what it waits for is there; readers are told that it waits."""
    attributes = 'hx-get="{}" hx-trigger="load delay:{}ms" hx-target="this" hx-swap="outerHTML" aria-busy="true"'
    return format_html(attributes, url, milliseconds)


@register.simple_tag
def tag(kind: str, picture: str, word: str) -> SafeString:
    """A word in a frame that says how things stand: `kind` is its colour (ok, warn, bad, info, act)."""
    return format_html('<span class="tag {}">{}{}</span>', kind, icon(picture), word)


@register.simple_tag
@cache  # a page has hundreds, of some ninety kinds
def icon(name: str, extra: str = "") -> SafeString:
    """A picture beside a word, never instead of one: hidden from screen readers. `name` is lucide's."""
    sprite = static("vendor/icons.svg")
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>', f" {extra}" if extra else "", sprite, name
    )
