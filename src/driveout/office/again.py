"""Where somebody was when they were asked again who they are: who regrets goes back to that, not to somewhere else."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

DOING = "asked_again_at"  # in the session: what was asked for, and the page it was asked from


def remember_page(request: HttpRequest) -> None:
    """The page whose form was sent, as the browser says; only one of this house. Call it before they are asked."""
    here = urlsplit(request.headers.get("Referer", ""))
    is_ours = url_has_allowed_host_and_scheme(here.geturl(), {request.get_host()}, require_https=request.is_secure())
    page = here._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""
    request.session[DOING] = [request.get_full_path(), page]


def page_of(request: HttpRequest, asked: str | None) -> str:
    """The page from which `asked` was asked for; empty where nobody knows."""
    doing, page = request.session.get(DOING) or ("", "")
    return str(page) if asked and doing == asked else ""
