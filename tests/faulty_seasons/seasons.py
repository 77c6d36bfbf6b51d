"""Ten seasons with faults, each made from one good season by spoiling it; and one that is odd but understood."""

import zipfile
from collections.abc import Callable
from pathlib import Path

GOOD = {
    "season.toml": 'name = "Lille forår"\nfirst_day = 2020-03-30\nweeks = 13\n\n[terms]\nbudget_kr_a_week = 20000\n',
    "hubs.csv": "hub,lat,lon,mon,tue,wed,thu,fri\nNykøbing Mors,56.795,8.859,8-17,8-17,8-17,8-17,8-17\n",
    "stops.csv": (
        "stop,hub,lat,lon,guests,volunteers,mon,tue,wed,thu\n"
        "Karby,Nykøbing Mors,56.7556,8.5722,7,1,10-16,10-16,,10-16\n"
        "Vils,Nykøbing Mors,56.7345,8.7288,6.5,1,10-16,,10-16,10-16\n"
        "Øster Assels,Nykøbing Mors,56.69,8.70,5,1,,10-12 14-16,,10-16\n"
    ),
    "vehicles.csv": "vehicle,hub\nBil 1,Nykøbing Mors\n",
    "employees.csv": "employee,hub\nAlma,Nykøbing Mors\n",
    "volunteers.csv": "volunteer,hub,days\nBo,Nykøbing Mors,mon tue wed thu\nBirthe,Nykøbing Mors,tue thu\n",
}


def folder(path: Path, **changed: str | bytes | None) -> Path:
    """The good season with some files changed (`stops_csv` stands for stops.csv) or, with None, left out."""
    path.mkdir(parents=True, exist_ok=True)
    files: dict[str, str | bytes | None] = dict(GOOD)
    files |= {"".join(name.rsplit("_", 1)[0]) + "." + name.rsplit("_", 1)[1]: text for name, text in changed.items()}
    for name, text in files.items():
        if text is not None:
            (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def places(path: Path) -> Path:
    """One stop in the sea, one turned round, one in Germany."""
    stops = GOOD["stops.csv"].replace("56.7556,8.5722", "57.30,8.20").replace("56.7345,8.7288", "8.7288,56.7345")
    return folder(path, stops_csv=stops.replace("56.69,8.70", "53.55,9.99"))


def names(path: Path) -> Path:
    """The same name twice, a hub nobody knows, and a stop named like its hub."""
    more = "Karby,Nykøbing Mors,56.76,8.58,7,1,10-16,,,\nnykøbing mors,Nykobing Mors,56.79,8.86,7,1,10-16,,,\n"
    return folder(path, stops_csv=GOOD["stops.csv"] + more)


def times(path: Path) -> Path:
    """Windows that end before they start or overlap, a day that is none, and too little rest."""
    stops = GOOD["stops.csv"].replace("10-16,10-16,,10-16", "16-10,25-26,,10-14 13-16", 1)
    hubs = GOOD["hubs.csv"].replace("8-17,8-17,8-17", "8-17,12-23.30,8-17", 1)
    volunteers = GOOD["volunteers.csv"].replace("tue thu", "tue thr", 1)
    return folder(path, stops_csv=stops, hubs_csv=hubs, volunteers_csv=volunteers)


def out_of_reach(path: Path) -> Path:
    """Gedser is too far, Rønne has no road, Vejerslev closes before the van can come, Hvidbjerg never opens."""
    more = (
        "Gedser,Nykøbing Mors,54.575,11.926,7,1,10-16,10-16,10-16,10-16\n"
        "Rønne,Nykøbing Mors,55.101,14.706,7,1,10-16,10-16,10-16,10-16\n"
        "Vejerslev,Nykøbing Mors,56.75,8.75,7,1,8-9.30,,,\n"
        "Hvidbjerg,Nykøbing Mors,56.64,8.50,7,1,,,,\n"
    )
    return folder(path, stops_csv=GOOD["stops.csv"] + more)


def people(path: Path) -> Path:
    """More volunteers asked than there are, fewer than none, and a hub with a stop but no crew."""
    stops = GOOD["stops.csv"].replace("7,1,10-16,10-16", "7,5,10-16,10-16").replace("6.5,1,", "6.5,-1,")
    hubs = GOOD["hubs.csv"] + "Hanstholm,57.115,8.62,8-17,8-17,8-17,8-17,8-17\n"
    return folder(path, hubs_csv=hubs, stops_csv=stops + "Ræhr,Hanstholm,57.10,8.68,6,0,10-16,,,\n")


def numbers(path: Path) -> Path:
    """No number, no end, below nothing, a comma that splits a cell, and a budget that can be read in two ways."""
    stops = GOOD["stops.csv"].replace(",7,1,", ",syv,1,").replace("6.5,1,", "6,5,1,").replace(",5,1,,", ",nan,1,,")
    keys = GOOD["season.toml"].replace("20000", '"20.000"').replace("13", "-2") + "kr_per_km = inf\n"
    return folder(path, season_toml=keys, stops_csv=stops)


def columns(path: Path) -> Path:
    """A column and a file are missing, a heading and a key are misspelt, a table is empty, and a line is no TOML."""
    stops = GOOD["stops.csv"].replace("guests", "gests").replace("lon", "x")
    keys = "name = Lille forår\n" + GOOD["season.toml"]
    return folder(path, season_toml=keys, stops_csv=stops, vehicles_csv=None, employees_csv="employee,hub\n")


def wishes(path: Path) -> Path:
    """Pins on a closed day, of no known length, outside the hours, off the step, without a day, at no known stop."""
    text = (
        "wish,stop,day,starts,minutes\npin,Karby,wed,,\npin,Karby,mon,10:00,45\npin,Vils,mon,15:30,60\n"
        "pin,Vils,wed,10:02,\npin,Karby,,,\nforbid,Karbi,mon,,\nperhaps,Vils,mon,,\n"
    )
    stops = GOOD["stops.csv"].replace("volunteers,mon", "visits_min,visits_max,mon").replace("5,1,,", "5,2,1,,")
    stops = stops.replace(",1,10-16", ",1,1,10-16")
    return folder(path, wishes_csv=text, stops_csv=stops)


def workbook(path: Path) -> Path:
    """A formula, a cell that shows an error, and an empty sheet."""
    from driveout.outside.season_files import read_season, write_season

    file = path.with_suffix(".xlsx")
    write_season(read_season(folder(path), with_estimates=False), file)
    import openpyxl

    book = openpyxl.load_workbook(file)
    heads = [cell.value for cell in book["stops"][1]]
    book["stops"].cell(2, heads.index("guests") + 1).value = "=5+2"
    book["stops"].cell(3, heads.index("seats") + 1).value = "#DIV/0!"
    book["stops"].cell(3, heads.index("seats") + 1).data_type = "e"
    book["vehicles"].delete_rows(1, 9)
    book.save(file)
    return file


def huge(path: Path) -> Path:
    """A file of 50 MB, which is not even opened."""
    place = folder(path, volunteers_csv=None)
    with (place / "volunteers.csv").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    return place


FAULTY: tuple[Callable[[Path], Path], ...] = (
    places, names, times, out_of_reach, people, numbers, columns, wishes, workbook, huge,
)  # fmt: skip


def understood(path: Path) -> Path:
    """Windows-1252, semicolons, Danish headings, days and commas: odd, but all of it can be read."""
    stops = (
        GOOD["stops.csv"]
        .replace(",", ";")
        .replace("56.7556", "56,7556")
        .replace("6.5", "6,5")
        .replace("stop;", "Sted;")
    )
    stops = stops.replace("lat;lon", "Breddegrad;Længdegrad").replace("mon;tue;wed;thu", "man;tirsdag;ons;tor")
    volunteers = GOOD["volunteers.csv"].replace("mon tue wed thu", "man, tir, ons, tor").replace(",", ";", 2)
    volunteers = volunteers.replace("Mors,tue", "Mors;tue").replace("Birthe,", "Birthe;").replace("Bo,", "Bo;")
    volunteers = volunteers.replace("Mors,man", "Mors;man")
    return folder(path, stops_csv=stops.encode("cp1252"), volunteers_csv=volunteers.encode("cp1252"))


def bomb(path: Path) -> Path:
    """A workbook of a few kilobytes that would unpack to 300 MB."""
    file = path.with_suffix(".xlsx")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as entry:
        for _ in range(300):
            entry.write(b"\0" * 1024 * 1024)
    return file
