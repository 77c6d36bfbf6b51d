"""Counting a store: write what is there, see what differs, and only then make the books say so."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from driveout.core.words import Amount, is_amount_of
from driveout.office.drive.stock import said
from driveout.office.drive.stock.counts import count_page, finish_page
from driveout.office.drive.stock.doors import of_own_store
from driveout.office.forms.kinds import Wrong, amount, to_date
from driveout.records.drive.models import Count, Lot, Store
from driveout.records.drive.stock import counting, queries
from driveout.records.drive.stock.rules import CountIsOver, day_in_reach
from driveout.records.team.models import Member

NUMBER = amount(99_999, least="0", optional=True)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_store
def count(request: HttpRequest, member: Member, store: Store) -> HttpResponse:
    """The count that is under way; posted: begin one, keep numbers, or put it away."""
    now, act = timezone.now(), request.POST.get("act", "save")
    found = queries.open_count(store)
    if request.method != "POST":
        return render(request, "office/stock/count.html", count_page(member, store, found))
    if act == "start":
        counting.start_count(store=store, by=member.user, now=now)
        return redirect("office:count", store.pk)
    if found is None:
        messages.error(request, _("Optællingen er afsluttet imens. Begynd en ny, hvis noget skal tælles igen."))
        return redirect("office:count", store.pk)
    if act == "drop":
        counting.drop_count(count=found, by=member.user, now=now)
        messages.success(request, _("Optællingen er lagt væk. Lageret er ikke ændret."))
        return redirect("office:store", store.pk)
    faults = _keep(found, member, request.POST)
    if faults:
        page = count_page(member, store, found, typed=request.POST, faults=faults)
        return render(request, "office/stock/count.html", page, status=422)
    messages.success(request, _("Tallene er gemt. Lageret er ikke ændret endnu."))
    return redirect("office:finish_count" if act == "finish" else "office:count", store.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_store
def finish(request: HttpRequest, member: Member, store: Store) -> HttpResponse:
    """What differs; posted: make the books say what was counted."""
    found = queries.open_count(store)
    if request.method != "POST":
        if found is None:
            return redirect("office:count", store.pk)
        return render(request, "office/stock/finish.html", finish_page(member, store, found))
    asked = request.POST.get("count", "")
    sent = queries.count_here(store, int(asked[:18])) if asked.isdecimal() else found
    if sent is None:
        messages.error(request, _("Der er ingen optælling i gang. Lageret er ikke ændret."))
        return redirect("office:store", store.pk)
    n = len(counting.finish_count(count=sent, by=member.user, now=timezone.now()))
    told = ngettext(
        "Optællingen er afsluttet. %(n)s tal er rettet.", "Optællingen er afsluttet. %(n)s tal er rettet.", n
    )
    messages.success(request, told % {"n": n} if n else _("Optællingen er afsluttet. Alt passede."))
    return redirect("office:store", store.pk)


def _keep(found: Count, member: Member, post: Mapping[str, Any]) -> dict[str, str]:
    """Write the numbers that were typed; faults by field, and then nothing is written."""
    seen: dict[int, Amount | None] = {}
    faults: dict[str, str] = {}
    for name in post:
        lot = name.removeprefix("n-")
        if name.startswith("n-") and lot.isdecimal():
            try:
                seen[int(lot[:18])] = NUMBER.read(post[name].strip())
            except Wrong as wrong:
                faults[name] = str(wrong)
    for row in Lot.objects.filter(pk__in=seen).select_related("good"):
        if not is_amount_of(seen[row.pk] or 0, row.good.smallest):
            faults[f"n-{row.pk}"] = said.not_parted(row.good)
    more = _more(found, post, faults)
    if faults:
        return faults
    now = timezone.now()
    try:
        counting.note_count(count=found, seen=seen, by=member.user, now=now)
        if more:
            counting.note_more(**more, count=found, by=member.user, now=now)
    except CountIsOver:
        return {"": _("Optællingen er afsluttet imens. Tallene er ikke gemt. Begynd en ny optælling.")}
    return {}


def _more(found: Count, post: Mapping[str, Any], faults: dict[str, str]) -> dict[str, Any]:
    """Something that stood in no line: its good, date and number."""
    typed = str(post.get("more-n", "")).strip()
    if not typed:
        return {}
    key, day = str(post.get("more-good", "")), str(post.get("more-day", "")).strip()
    good = queries.good_here(found.store.organisation_id, int(key[:18])) if key.isdecimal() else None
    lasts = to_date(day)
    try:
        n = NUMBER.read(typed)
    except Wrong as wrong:
        faults["more-n"], n = str(wrong), None
    if good and n and not is_amount_of(n, good.smallest):
        faults["more-n"] = said.not_parted(good)
    if good is None:
        faults["more-good"] = _("Vælg en fra listen.")
    if day and (lasts is None or not day_in_reach(lasts, timezone.localdate())):
        faults["more-day"] = _("Skriv en dato, for eksempel 24-8-2026.")
    return {} if faults else {"good": good, "best_before": lasts, "seen": n}
