"""Does it answer? For whoever watches over the server, by any name and any way in."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

HEALTH = "/health/"


class Health:
    """Middleware, the outermost: it answers before anybody asks for a name, HTTPS or a sign-in.

    200 where the database answers, 503 where it does not. It says nothing of anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != HEALTH:
            return self.get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            away = _plain("The database does not answer.\n", 503)
            away._has_been_logged = True  # type: ignore[attr-defined]  # who watches asks often; the log has it once a minute
            return away
        return _plain("ok\n", 200)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, "text/plain; charset=utf-8", status, headers={"Cache-Control": "no-store"})


class HeadIsGet:
    """Middleware. HEAD is answered as GET is, without the body: no page has to think of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = request.META["REQUEST_METHOD"] = "GET"
        found = self.get_response(request)
        found.close()  # a file that would have been read
        answer = HttpResponse(status=found.status_code, headers=found.headers)
        answer.cookies = found.cookies
        return answer
