"""One domain call a view: the rules of what is kept; reading own words with a reason; the list of readings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.look import say
from driveout.office.doors import for_people, once_more_for
from driveout.office.me import me
from driveout.office.trust import words as shown
from driveout.office.trust.doors import for_words
from driveout.office.trust.kept import kept_page
from driveout.records.meet import own_words
from driveout.records.team.models import Member
from driveout.records.trust.retention import retain


@never_cache
@require_GET
@for_people
def kept(request: HttpRequest, member: Member) -> HttpResponse:
    """How long each thing is kept, and what the next night takes."""
    return render(request, "office/trust/kept.html", {**kept_page(member, timezone.now()), "me": me(member)})


@require_POST
@for_people
def delete_now(request: HttpRequest, member: Member) -> HttpResponse:
    """Yes: what was held back goes."""
    took = retain(organisation=member.organisation, now=timezone.now(), yes=True, by=member.user)
    messages.success(request, _("%(n)s ting er slettet eller gjort navnløse.") % {"n": say.number(sum(took.values()))})
    return redirect("office:kept")


@require_GET
@for_words
def words(request: HttpRequest, member: Member) -> HttpResponse:
    """Where something was said; not what."""
    rows = shown.said_rows(own_words.cafes_with_words(member))
    return render(request, "office/trust/words.html", {"rows": rows, "me": me(member)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_words
@once_more_for()
def read(request: HttpRequest, member: Member, cafe_id: int) -> HttpResponse:
    """Ask why, and then show the words. They are never at an address of their own: a reload asks again."""
    cafe = own_words.cafe_seen_by(member, cafe_id)
    if cafe is None:
        raise Http404
    page = {"me": me(member), "cafe": shown.cafe(cafe), "longest": own_words.LONGEST_WHY}
    if request.method != "POST":
        return render(request, "office/trust/why.html", page)
    why = request.POST.get("why", "")
    try:
        found = own_words.read_words(member=member, occurrence_id=cafe_id, why=why, now=timezone.now())
    except own_words.NoReason:
        return render(request, "office/trust/why.html", {**page, "typed": why, "trouble": True}, status=422)
    if found is None:
        raise Http404
    return render(request, "office/trust/read.html", {**page, **shown.read_page(found), "why": why})


@require_POST
@for_words
def keep(request: HttpRequest, member: Member, words_id: int) -> HttpResponse:
    """Keep some words for another year, with a reason."""
    try:
        row = own_words.keep_longer(
            member=member, words_id=words_id, why=request.POST.get("why", ""), now=timezone.now()
        )
    except own_words.NoReason:
        messages.error(request, _("Skriv kort, hvorfor ordene skal gemmes længere. Intet er ændret."))
        return redirect("office:own_words")
    if row is None:
        raise Http404
    told = {"until": say.date_long(row.keep_until), "place": row.occurrence.place}
    messages.success(request, _("Ordene fra %(place)s gemmes nu til %(until)s.") % told)
    return redirect("office:own_words")


@require_POST
@for_words
def delete(request: HttpRequest, member: Member, words_id: int) -> HttpResponse:
    """Ask once more, and why; then delete some words for good."""
    row = own_words.words_seen_by(member, words_id)
    if row is None:
        raise Http404
    why = request.POST.get("why", "")
    page = {"me": me(member), "cafe": shown.cafe(row.occurrence), "longest": own_words.LONGEST_WHY}
    page |= {"id": row.pk, "typed": why}
    if not request.POST.get("yes"):
        return render(request, "office/trust/delete_words.html", page)
    try:
        own_words.delete_words(member=member, words_id=words_id, why=why, now=timezone.now())
    except own_words.NoReason:
        return render(request, "office/trust/delete_words.html", {**page, "trouble": True}, status=422)
    messages.success(request, _("Ordene fra %(place)s er slettet.") % {"place": row.occurrence.place})
    return redirect("office:own_words")
