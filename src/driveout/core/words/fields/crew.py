"""What is known of vans, employees and volunteers."""

from driveout.core.words.fields.field import Field, Head, Register, Sees
from driveout.core.words.fields.kinds import LONGEST_NAME, Hours, Text, Whole
from driveout.core.words.fields.shared import at_hub, days, key
from driveout.core.words.season import Employee, Vehicle, Volunteer


def _name(head: Head) -> Field:
    return Field("name", Text(LONGEST_NAME), (head,), sees=Sees.CREW, planned=False)


VEHICLE = Register(Vehicle, (
    _name(Head("vehicle", ("bil", "navn"), "Bil 1 Mors",
               "Its name, different from every other vehicle, unless each has a key.",
               "Navnet. Det må ingen anden bil have, uden at hver har en nøgle.")),
    at_hub(),
    days("mon tue wed thu fri"),
    key("van-1"),
))  # fmt: skip

EMPLOYEE = Register(Employee, (
    _name(Head("employee", ("medarbejder", "navn"), "Medarbejder 1 Mors",
               "A name or a code, different from every other employee, unless each has a key.",
               "Et navn eller en kode, som ingen anden medarbejder har, uden at hver har en nøgle.")),
    at_hub(),
    days("mon tue wed thu fri"),
    Field("minutes_a_week", Hours("hours a week", 168), heads=(
        Head("hours_a_week", ("timer_om_ugen",), "37", "Most hours on tours in a week.",
             "Flest timer på tur om ugen."),
    )),
    Field("minutes_a_day", Hours("hours a day", 24), heads=(
        Head("hours_a_day", ("timer_om_dagen",), "8", "Longest tour.", "Længste tur."),
    )),
    key("employee-1"),
))  # fmt: skip

VOLUNTEER = Register(Volunteer, (
    _name(Head("volunteer", ("frivillig", "navn"), "Frivillig 1 Mors",
               "A name or a code, different from every other volunteer, unless each has a key.",
               "Et navn eller en kode, som ingen anden frivillig har, uden at hver har en nøgle.")),
    at_hub(),
    days("tue thu"),
    Field("openings_a_day", Whole("openings a day", 0, 6), heads=(
        Head("openings_a_day", ("åbninger_om_dagen",), "2", "Most openings on one day; all on one tour.",
             "Flest åbninger på én dag, alle på samme tur."),
    )),
    Field("openings_a_week", Whole("openings a week", 0, 40), heads=(
        Head("openings_a_week", ("åbninger_om_ugen",), "3", "Most openings in a week.", "Flest åbninger om ugen."),
    )),
    key("volunteer-1"),
))  # fmt: skip
