"""The list of threads, and one thread. That somebody looked at one is written with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from driveout.core.words import NeedKind
from driveout.look import threads as words
from driveout.office.bridge.threads.doors import for_threads, of_thread
from driveout.office.bridge.threads.page import thread_page
from driveout.office.bridge.threads.rows import groups
from driveout.office.me import me
from driveout.records.bridge.referral import seeing
from driveout.records.bridge.referral.beginning import begin_for, once_word, open_threads
from driveout.records.bridge.referral.models import Thread
from driveout.records.team.models import Member

LONGEST = 40  # characters of a code, and what is between them


@require_http_methods(["GET", "HEAD", "POST"])
@for_threads
def threads(request: HttpRequest, member: Member) -> HttpResponse:
    """What breaks its promise first; and a card's code looked up. A code is in no address and in no log."""
    now = timezone.now()
    typed = request.POST.get("code", "")[:LONGEST]
    if request.method == "POST":
        open_threads(now=now)
        found = seeing.thread_by_code(member, typed)
        if found:
            return redirect("office:thread", found.pk)
    page = {"me": me(member), "groups": groups(seeing.open_threads_of(member), now), "typed": typed}
    page["once"] = once_word()
    page["needs"] = [(one.value, words.need(one.value)) for one in NeedKind]
    return render(request, "office/threads/all.html", {**page, "missing": request.method == "POST"})


@require_POST
@for_threads
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """Somebody rang, or sits there without a card: a thread with a new code, which is theirs to keep."""
    told = request.POST.get("need", "")
    need = NeedKind(told) if told in set(NeedKind) else NeedKind.OTHER
    once = request.POST.get("once", "")[:200]
    found = begin_for(member=member, need=need, by=member.user, now=timezone.now(), once=once)
    return done(request, found, _("Tråden er begyndt. Skriv koden %(code)s ned til gæsten.") % {"code": found.code})


@require_safe
@of_thread
def thread(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """One thread: what to do now, then how it came to this."""
    return show(request, member, found)


def show(request: HttpRequest, member: Member, found: Thread, *, status: int = 200, **more: Any) -> HttpResponse:
    """The thread's page; `more`: what was typed, and what is wrong with it."""
    now = timezone.now()
    seeing.look_at_thread(member=member, thread=found, now=now)
    page = {"me": me(member), **thread_page(member, found, now), **more}
    return render(request, "office/threads/thread.html", page, status=status)


def done(request: HttpRequest, found: Thread, said: str = "") -> HttpResponse:
    """Back to the thread, with what was done."""
    messages.success(request, said or _("Det er skrevet i tråden."))
    return redirect("office:thread", found.pk)
