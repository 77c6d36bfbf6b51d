"""People: who is here, taking them in by a link, and what was done. One domain call a view."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from driveout.core.words import one_line
from driveout.office.doors import for_coordinators, for_people, once_more_for
from driveout.office.me import me, role_word
from driveout.office.people import one_link, said
from driveout.office.people.all import hubs_to_choose, people_page
from driveout.office.people.arriving import Troubles, arriving_page, name_taken, troubles_of, typed_name
from driveout.office.people.known import remember_browser
from driveout.office.people.traces import traces_page
from driveout.records.team import giving, links, queries
from driveout.records.team import people as team
from driveout.records.team.models import Invitation, Member, Role
from driveout.records.team.rules import INVITED, LastCoordinator, LinkIsOver, LinkWaits, NameTaken, NotHeld, OwnAccess
from driveout.records.tell import second_factor

CAME_BY = "came_by"  # in the session: the digest of the link somebody came in by
LONGEST_NAME = 60
GIVES_MUCH = {Role.COORDINATOR, Role.OPERATOR}  # who gives such a role shows first that it is still them


def _is_of_who_has_much(request: HttpRequest) -> bool:
    """A way in to somebody who has such a role gives it, as much as a link that says so. One query."""
    number: int = request.resolver_match.kwargs["member_id"] if request.resolver_match else 0
    return Member.objects.filter(pk=number, role__in=GIVES_MUCH).exists()


@never_cache
@require_GET
@for_people
def people(request: HttpRequest, member: Member) -> HttpResponse:
    """Everybody, and a link that was just made."""
    link = one_link.carried(request)
    answer = _people(request, member, link=link)
    return one_link.forget(answer) if link else answer


@require_POST
@for_people
@once_more_for(lambda request: request.POST.get("role") in GIVES_MUCH)
def invite(request: HttpRequest, member: Member) -> HttpResponse:
    """Make a link that takes a person in."""
    typed = {name: one_line(request.POST.get(name, "")) for name in ("first_name", "role", "hub")}
    if trouble := _not_to_be_invited(member, typed):
        return _people(request, member, typed=typed, trouble=trouble, status=422)
    link, secret = links.invite(
        first_name=typed["first_name"],
        role=Role(typed["role"]),
        base=hubs_to_choose(member)[typed["hub"]],
        organisation=member.organisation,
        by=member.user,
        now=timezone.now(),
    )
    return one_link.carry(redirect("office:people"), link, secret)


@require_POST
@for_people
def withdraw(request: HttpRequest, member: Member, link_id: int) -> HttpResponse:
    """End a link before it is used."""
    link = queries.link_here(member.organisation_id, link_id)
    if link is None:
        raise Http404
    ended = links.withdraw(invitation=link, by=member.user, now=timezone.now())
    messages.success(request, _("Linket virker ikke mere.") if ended else _("Linket var allerede brugt eller udløbet."))
    return redirect("office:people")


@require_POST
@for_coordinators
@once_more_for()
def confirm(request: HttpRequest, member: Member, link_id: int) -> HttpResponse:
    """Say yes to a link that gives more than its maker holds."""
    link = queries.link_here(member.organisation_id, link_id)
    if link is None:
        raise Http404
    try:
        giving.confirm(link=link, by=member.user, now=timezone.now())
    except LinkIsOver:
        messages.error(request, _("Linket var allerede brugt eller udløbet."))
    else:
        messages.success(request, _("Linket til %(name)s virker nu.") % {"name": link.first_name})
    return redirect("office:people")


@require_POST
@for_people
@once_more_for(lambda request: request.POST.get("role") in GIVES_MUCH)
def change(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """Another role or hub."""
    other = _other(member, member_id)
    role, hub = request.POST.get("role", ""), request.POST.get("hub", "")
    hubs = hubs_to_choose(member, other)
    if role not in INVITED or hub not in hubs:
        raise Http404
    done = _("%(name)s er nu %(role)s.") % {"name": other.user.first_name, "role": role_word(role)}
    return _do(request, done, team.change_role, member=other, role=Role(role), base=hubs[hub], by=member.user)


@require_POST
@for_people
def end(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """Nobody signs in with it any more."""
    other = _other(member, member_id)
    done = _("%(name)s har ikke adgang mere, og er logget ud alle steder.") % {"name": other.user.first_name}
    return _do(request, done, team.end_access, member=other, by=member.user)


@require_POST
@for_people
@once_more_for(_is_of_who_has_much)
def give_back(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """The old sign-in works again."""
    other = _other(member, member_id)
    done = _("%(name)s har adgang igen.") % {"name": other.user.first_name}
    return _do(request, done, team.give_access_back, member=other, by=member.user)


@require_POST
@for_people
@once_more_for(_is_of_who_has_much)
def reset(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """Make a link to a new password."""
    other = _other(member, member_id)
    if not other.user.is_active:
        messages.error(request, _("Giv først adgang igen. Lav så et link til en ny adgangskode."))
        return redirect("office:people")
    link, secret = links.make_reset_link(member=other, by=member.user, now=timezone.now())
    return one_link.carry(redirect("office:people"), link, secret)


@require_GET
@for_people
def traces(request: HttpRequest, member: Member) -> HttpResponse:
    """Who did what, when and why."""
    page = traces_page(member, request.GET)
    return render(request, "office/people/traces.html", {**page, "me": me(member)})


@never_cache
@require_GET
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret out of the address at once: from here on only its digest is known, and nothing can log it."""
    digest = links.digest_of(secret)
    if links.found(digest):
        request.session[CAME_BY] = digest
    else:
        request.session.pop(CAME_BY, None)
    return redirect("office:arrive")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest) -> HttpResponse:
    """Choose a name and a password; or only a password."""
    digest = request.session.get(CAME_BY)
    link = links.found(digest) if digest else None
    if request.method != "POST" or link is None or not links.is_open(link, timezone.now()) or giving.waits(link):
        return _arrive(request, link)
    username = typed_name(request.POST.get("username", ""))
    password = request.POST.get("password", "")
    if troubles := troubles_of(link, username, password, request.POST.get("again", "")):
        return _arrive(request, link, username=username, troubles=troubles)
    try:
        if link.member:
            member = second_factor.choose_password(invitation=link, password=password, now=timezone.now())
        else:
            taken = {"username": username, "password": password}
            member = links.take_invitation(invitation=link, **taken, now=timezone.now())
    except NameTaken:
        return _arrive(request, link, username=username, troubles=name_taken())
    except (LinkIsOver, LinkWaits):
        return _arrive(request, links.found(link.digest))
    request.session.pop(CAME_BY, None)
    login(request, member.user)
    messages.success(request, _("Velkommen, %(name)s. Nu er du inde.") % {"name": member.user.first_name})
    answer = redirect("office:own_access")
    remember_browser(request, answer, member.user.get_username())
    return answer


def _arrive(
    request: HttpRequest, link: Invitation | None, *, username: str = "", troubles: Troubles | None = None
) -> HttpResponse:
    page = arriving_page(link, timezone.now())
    signed_in = request.user if request.user.is_authenticated else None
    status = 422 if troubles else 200 if page["state"] in {"invited", "reset", "waits"} else 410
    page = {**page, "typed": username or page.get("username", ""), "troubles": troubles or {}, "signed_in": signed_in}
    return render(request, "office/people/arrive.html", page, status=status)


def _people(
    request: HttpRequest,
    member: Member,
    *,
    link: dict[str, Any] | None = None,
    typed: dict[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    page = people_page(member, timezone.now(), typed)
    page = {**page, "me": me(member), "new_link": link, "trouble": trouble}
    return render(request, "office/people/all.html", page, status=status)


def _not_to_be_invited(member: Member, typed: dict[str, str]) -> str:
    if not typed["first_name"]:
        return _("Skriv et fornavn, så du kan kende linket igen.")
    if len(typed["first_name"]) > LONGEST_NAME:
        return _("Fornavnet er for langt.")
    if typed["role"] not in INVITED:
        return _("Vælg, hvad personen skal kunne.")
    return "" if typed["hub"] in hubs_to_choose(member) else _("Vælg en hub fra listen.")


def _other(member: Member, member_id: int) -> Member:
    other = queries.member_here(member.organisation_id, member_id)
    if other is None:
        raise Http404
    return other


def _do(request: HttpRequest, done: str, act: Callable[..., object], **values: Any) -> HttpResponse:
    """Do it, and go back to the page with a sentence on how it went."""
    try:
        act(**values, now=timezone.now())
    except OwnAccess:
        messages.error(request, _("Du kan ikke ændre din egen rolle eller adgang. Bed en kollega om det."))
    except NotHeld:
        messages.error(request, said.only_a_coordinator(queries.coordinators_of(values["member"].organisation_id)))
    except LastCoordinator:
        messages.error(request, _("Der skal altid være en koordinator. Giv først en anden den rolle. Intet er ændret."))
    else:
        messages.success(request, done)
    return redirect("office:people")
