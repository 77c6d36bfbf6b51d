"""The app's own files that must keep their address: its page, its worker and its manifest. The rest is static."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from driveout.look.language import SameForAll

BUILT = Path(__file__).parent / "static" / "field"


@method_decorator([cache_control(public=True, no_cache=True), conditional_page], name="dispatch")
class Shell(View):
    """One built file, the same for everybody, asked for anew each time: a phone must hear of a new version."""

    http_method_names = ("get", "head", "options")
    file = "index.html"
    kind = "text/html; charset=utf-8"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file as it was built. 404 when the app has not been built."""
        try:
            content = (BUILT / self.file).read_bytes()
        except FileNotFoundError:
            raise Http404 from None
        return SameForAll(content, content_type=self.kind)


app = Shell.as_view()
worker = Shell.as_view(file="sw.js", kind="text/javascript; charset=utf-8")
manifest = Shell.as_view(file="manifest.webmanifest", kind="application/manifest+json")
