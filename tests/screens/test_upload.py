"""A new season from a file: what is said before, while it waits, and when something is wrong."""

from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.utils import get_column_letter

from driveout.jobs.season_template import TEMPLATE
from driveout.jobs.uploading import read_upload
from driveout.records.models import Season, Trace, Upload
from driveout.records.plan.files import uploads
from tests.screens.reading import words_of
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEW = "/office/seasons/new/"
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "fil"}


def send(client, name: str, content: bytes):
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})


def faulty(tmp_path) -> bytes:
    book, path = openpyxl.load_workbook(TEMPLATE), tmp_path / "a.xlsx"
    book["Hubs"]["B2"], book["Steder"]["A3"] = "<b>nord</b>", "Mosede"
    book.save(path)
    return path.read_bytes()


def test_the_limit_and_the_template_are_told_beforehand(signed_in):
    html = signed_in("carla").get(NEW).content.decode()
    assert "højst 20 MB" in html and "season-template.xlsx" in html
    assert "sletter den igen" in html


def test_from_file_to_season(signed_in):
    client = signed_in("carla")
    to = send(client, "ny.xlsx", TEMPLATE.read_bytes()).url
    waits = client.get(to).content.decode()
    assert "Læser filen" in waits and "hx-get" in waits and "<noscript>" in waits
    read_upload.call(upload_id=Upload.objects.get().id)
    season = f"/office/seasons/{Season.objects.get().id}/"
    assert client.get(to, **HTMX).headers["HX-Redirect"] == season
    assert client.get(to).url == season
    assert "er hentet ind" in client.get(season).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ("fejl skal rettes. Intet er hentet ind.", "Ret og prøv igen", "Vi venter", "er ikke et tal")),
        ("en", ("faults to mend. Nothing has been taken in.", "Mend and try again", "Expected", "is not a number")),
    ],
)
def test_every_fault_is_listed_in_the_pages_language(signed_in, tmp_path, language, words):
    client = signed_in("carla")
    client.cookies["django_language"] = language
    to = send(client, "ny.xlsx", faulty(tmp_path)).url
    upload = Upload.objects.get()
    read_upload.call(upload_id=upload.id)
    for html in (client.get(to).content.decode(), client.get(to, **HTMX).content.decode()):
        assert [word for word in words if word not in html] == []
        assert html.count('<tr role="row">') == len(Upload.objects.get().faults) >= 2
        assert "<b>nord" not in html and "&lt;b&gt;nord" in html
        assert "hx-get" not in html
    assert not Season.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_not_kept(signed_in):
    answer = send(signed_in("carla"), "stor.xlsx", b"x" * (20 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert "Den må højst fylde 20 MB" in answer.content.decode()
    assert not Upload.objects.exists()
    trace = Trace.objects.last()
    assert (trace.what, trace.details["file"]) == ("was refused a season file", "stor.xlsx")


def test_what_is_announced_as_far_too_large_is_answered_without_being_read(signed_in):
    answer = send(signed_in("carla"), "stor.xlsx", b"x" * (50 * 1024 * 1024))
    assert answer.status_code == 413 and not answer.wsgi_request._read_started
    assert "Den må højst fylde 20 MB" in answer.content.decode() and "Ny sæson" in answer.content.decode()
    assert Trace.objects.last().details["why"] == "announced too large"


@pytest.mark.parametrize("length", ["", "-1", "a lot", "²"])
def test_a_length_that_is_no_number_is_no_length(signed_in, length):
    assert signed_in("carla").post(NEW, CONTENT_LENGTH=length).status_code in (400, 422)


def test_several_files_together_have_the_same_limit(signed_in):
    files = [SimpleUploadedFile(f"{n}.xlsx", b"x" * (10 * 1024 * 1024 + 1)) for n in range(2)]
    answer = signed_in("carla").post(NEW, {"file": files[0], "more": files[1]})
    assert answer.status_code == 422 and "Den må højst fylde 20 MB" in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("name", ["dan", "bo", "eva", None])
def test_a_strangers_file_is_refused_without_being_read(signed_in, name):
    answer = send(signed_in(name) if name else Client(), "a.xlsx", b"x" * 1000)
    assert answer.status_code == (403 if name else 302)
    assert not answer.wsgi_request._read_started


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("tom.xlsx", b"", "Filen er tom"), ("a.pdf", b"%PDF", "ikke et regneark")],
)
def test_what_is_no_workbook_is_turned_away_at_the_door(signed_in, name, content, said):
    answer = send(signed_in("carla"), name, content)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Upload.objects.exists()


def test_no_file_at_all(signed_in):
    assert "Du har ikke valgt en fil" in signed_in("carla").post(NEW).content.decode()


def test_the_same_file_again_says_that_nothing_was_changed(signed_in):
    client = signed_in("carla")
    for said in ("er hentet ind", "var her i forvejen, og filen siger det samme"):
        to = send(client, "a.xlsx", TEMPLATE.read_bytes()).url
        read_upload.call(upload_id=Upload.objects.first().id)
        assert said in client.get(client.get(to).url).content.decode()
    assert Season.objects.count() == 1


def test_a_season_that_is_over_asks_whether_it_is_the_right_file(signed_in, tmp_path):
    client = signed_in("carla")
    book, path = openpyxl.load_workbook(TEMPLATE), tmp_path / "a.xlsx"
    row = next(row for row in book["Sæson"].iter_rows() if row[0].value == "Første dag")
    row[1].value = "2020-03-30"
    book.save(path)
    to = send(client, "a.xlsx", path.read_bytes()).url
    read_upload.call(upload_id=Upload.objects.get().id)
    assert "Sæsonen sluttede 28. juni 2020. Er det den rigtige fil?" in client.get(to).content.decode()


def test_a_name_that_is_taken_says_what_to_do(signed_in, people, tmp_path):
    client = signed_in("carla")
    send(client, "a.xlsx", TEMPLATE.read_bytes())
    book, path = openpyxl.load_workbook(TEMPLATE), tmp_path / "b.xlsx"
    book["Steder"]["A3"] = "Et helt andet sted"
    book.save(path)
    to = send(client, "b.xlsx", path.read_bytes()).url
    for upload in Upload.objects.order_by("id"):
        read_upload.call(upload_id=upload.id)
    html = client.get(to).content.decode()
    assert "Der er allerede en sæson, der hedder" in html and "et andet navn" in html


def test_what_broke_or_got_lost_says_so(signed_in, people):
    carla = people["carla"]
    upload = uploads.hand_in(name="a.xlsx", content=b"x", organisation=carla.organisation, by=carla.user, now=NOW)
    assert "ikke læst i tide" in signed_in("carla").get(f"{NEW}{upload.id}/").content.decode()
    Upload.objects.update(state=Upload.State.BROKE)
    assert "kunne ikke læses" in signed_in("carla").get(f"{NEW}{upload.id}/").content.decode()
    Upload.objects.update(state=Upload.State.DONE)
    assert "slettet siden" in signed_in("carla").get(f"{NEW}{upload.id}/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("eva", 403)])
def test_only_the_coordinator_hands_in(signed_in, name, status):
    assert signed_in(name).get(NEW).status_code == status
    assert send(signed_in(name), "a.xlsx", b"x").status_code == status
    assert not Upload.objects.exists()


def test_another_organisations_upload_is_not_here(signed_in):
    to = send(signed_in("carla"), "a.xlsx", b"x").url
    assert signed_in("finn").get(to).status_code == 404
    assert signed_in("dan").get(to).status_code == 403
    assert Client().get(to).status_code == 302


def test_a_form_without_its_token_is_refused(people):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    assert send(strict, "a.xlsx", b"x").status_code == 403
    assert not Upload.objects.exists()


def test_an_office_without_a_season_leads_here(signed_in):
    assert NEW in signed_in("carla").get("/").content.decode()
    assert NEW not in signed_in("dan").get("/").content.decode()


def two_of_a_name(tmp_path, *, wished: bool = False) -> bytes:
    """The template's first village, and another of that name in the east of it; perhaps a wish about one of them."""
    book, path = openpyxl.load_workbook(TEMPLATE), tmp_path / "a.xlsx"
    sheet = book["Steder"]
    heads = {cell.value: get_column_letter(at) for at, cell in enumerate(sheet[1], 1)}
    name = heads["Sted"]
    was, sheet[f"{name}3"] = sheet[f"{name}3"].value, sheet[f"{name}2"].value
    sheet[f"{heads['Kommune']}3"] = "Hjørring"
    for other in book.worksheets:  # nobody speaks of the village that was called otherwise
        for row in other.iter_rows(min_row=2):
            if other.title != "Steder" and any(cell.value in (was, sheet[f"{name}2"].value) for cell in row):
                for cell in row:
                    cell.value = None
    if wished:
        book["Ønsker"].append(["lås", sheet[f"{name}2"].value, "man"])
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_name_that_two_villages_have_is_asked_about_and_another_taken_with_one_press(signed_in, tmp_path, language):
    client = signed_in("carla")
    client.cookies["django_language"] = language
    to = send(client, "ny.xlsx", two_of_a_name(tmp_path)).url
    upload = Upload.objects.get()
    read_upload.call(upload_id=upload.id)
    upload.refresh_from_db()
    assert (upload.state, upload.content is not None) == ("asks", True)
    said = words_of(client.get(to))
    instead = upload.faults[0]["instead"]
    first = instead.removesuffix(" (Hjørring)")
    assert first and instead.endswith(" (Hjørring)")
    assert (f"Den kan hedde {instead}" if language == "da" else f"It can be called {instead}") in said
    assert ("Hjørring Kommune" if language == "da" else "Hjørring Municipality") in said
    for _twice in range(2):
        assert client.post(f"{to}names/").url == to
    upload.refresh_from_db()
    assert (upload.state, upload.called) == ("waits", [["ny.xlsx › Steder", 3, instead]])
    read_upload.call(upload_id=upload.id)
    upload.refresh_from_db()
    assert (upload.state, upload.content) == ("done", None)
    assert set(upload.season.stops.values_list("name", flat=True)) >= {first, instead}
    assert any(instead in note["da"] for note in upload.notes)
    assert client.post(f"{to}names/").url == to and Season.objects.count() == 1


def test_where_a_wish_speaks_of_the_name_it_is_mended_in_the_file(signed_in, tmp_path):
    client = signed_in("carla")
    to = send(client, "ny.xlsx", two_of_a_name(tmp_path, wished=True)).url
    read_upload.call(upload_id=Upload.objects.get().id)
    upload = Upload.objects.get()
    assert (upload.state, upload.content) == ("faulty", None)
    assert "skriv også dér, hvem der menes" in words_of(client.get(to))
    assert client.post(f"{to}names/").url == to and Upload.objects.get().state == "faulty"


def test_names_that_nobody_takes_within_a_day_let_go_of_the_file(signed_in, people, tmp_path):
    client = signed_in("carla")
    to = send(client, "ny.xlsx", two_of_a_name(tmp_path)).url
    read_upload.call(upload_id=Upload.objects.get().id)
    Upload.objects.update(ended_at=Upload.objects.get().ended_at - timedelta(days=1, seconds=1))
    client.post(f"{to}names/")
    assert (Upload.objects.get().state, Upload.objects.get().content) == ("faulty", None)
    assert "Vi har slettet den fil, du sendte." in words_of(client.get(to))


def test_another_organisations_file_does_not_exist(signed_in, tmp_path):
    to = send(signed_in("carla"), "ny.xlsx", two_of_a_name(tmp_path)).url
    read_upload.call(upload_id=Upload.objects.get().id)
    assert signed_in("finn").post(f"{to}names/").status_code == 404
    assert Upload.objects.get().state == "asks"
