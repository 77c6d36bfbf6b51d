"""Pages that are the same for all who ask alike are made once for each state of what stands in the open.

A page is kept beside the mark of the rows it was made of (`records.publish.standing.mark`): nobody has to say that
something changed, and no page can be older than what it tells of. It is kept as it is sent, zipped too.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from driveout.look.language import chosen_in
from driveout.public.everything import Now, now, read
from driveout.records.publish.standing import mark

MOST = 64  # pages of 100 kB at most, with their zipped form
MINUTES = 5  # openings begin and end on such steps: what is open now is true for so long


@dataclass(frozen=True, slots=True)
class Page:
    plain: bytes
    zipped: bytes
    etag: str


_pages: OrderedDict[Hashable, Page] = OrderedDict()
_lock = Lock()


def same_for_all(request: HttpRequest, name: Hashable, make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """The page, made by `make` if it is not there yet. Five queries; what `make` asks only when something changed."""
    at = now()
    key = (name, mark(at.day), _step(at), get_language(), chosen_in(request), _site(request))
    with _lock:
        page = _pages.get(key)
        if page is not None:
            _pages.move_to_end(key)
    if page is None:
        made = make()
        if made.status_code != 200:
            return made
        page = _made(made)
        with _lock:
            _pages[key] = page
            while len(_pages) > MOST:
                _pages.popitem(last=False)
    return _answer(request, page)


def forget() -> None:
    """All of them: for tests and measurements that count from nothing."""
    with _lock:
        _pages.clear()
    read.cache_clear()


def _step(at: Now) -> tuple[Hashable, int]:
    return at.day, at.minute // MINUTES


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _made(answer: HttpResponse) -> Page:
    plain = answer.content
    return Page(plain, gzip.compress(plain, 6, mtime=0), f'W/"{sha256(plain).hexdigest()[:32]}"')


def _answer(request: HttpRequest, page: Page) -> HttpResponseBase:
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(page.zipped if zipped else page.plain)
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["ETag"] = page.etag
    patch_vary_headers(answer, ("Accept-Encoding",))
    found = get_conditional_response(request, etag=page.etag, response=answer)
    return found if found is not None else HttpResponseNotModified()
