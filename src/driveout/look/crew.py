"""Shifts in words: duties, papers, what stands in the way of a shift, and what to do about it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Cannot, Duty, Hindrance, Near, Paper, Shift
from driveout.look import say
from driveout.look.language import Ours


def duty_word(duty: str) -> str:
    """“vært”."""
    return {Duty.EMPLOYEE: _("medarbejder"), Duty.DRIVER: _("chauffør"), Duty.HOST: _("vært")}[Duty(duty)]


def paper_word(paper: str) -> str:
    """“børneattest”."""
    words = {
        Paper.LICENCE: _("kørekort"),
        Paper.CHILD_SAFETY: _("børneattest"),
        Paper.HYGIENE: _("hygiejnekursus"),
        Paper.INTRODUCTION: _("introduktion"),
    }
    return words[Paper(paper)]


def why_otherwise(why: str) -> str:
    """Why a café is not as promised: in the reader's language where the plan wrote it, else as somebody wrote it."""
    said = _(why) if why else ""
    return said if said == why else Ours(said)


def told_otherwise(how: str) -> str:
    """That guests and crew read different things of a season, as every page says until they agree."""
    if how == "no dates":
        return _("Gæsterne kan læse tiderne, men planen er ikke sat på datoer. Ingen har en vagt.")
    if how == "no times":
        return _("Gæsterne kan ikke læse nogen tider, men holdet har stadig vagter.")
    return _("Gæsterne læser andre tider, end holdet kører efter.")


def what_the_crew_does(how: str) -> str:
    """What somebody on a shift does about it until they agree."""
    if how == "no dates":
        return _("Spørg din hubleder, før du kører.")
    if how == "no times":
        return _("Dine vagter gælder. Spørg din hubleder, hvad I siger til gæsterne.")
    return _("Følg dine vagter her, og spørg din hubleder, hvis du er i tvivl.")


def what_the_office_does(how: str) -> str:
    """Which of two ways on there is, where it is not one press alone; else empty."""
    return _("Offentliggør planen igen, eller aflys dagene.") if how == "no times" else ""


def when(shift: Shift) -> str:
    """“tirsdag 10. marts kl. 10–11.30”."""
    told = {"day": say.day(shift.date.weekday()), "date": say.date_short(shift.date)}
    return _("%(day)s %(date)s kl.\u00a0%(span)s") % {**told, "span": say.span(shift.starts, shift.ends - shift.starts)}


def where(shift: Shift) -> str:
    """The café, or the hub of a whole trip."""
    return shift.place or _("Hele turen fra %(hub)s") % {"hub": shift.hub_name}


def shift_word(shift: Shift) -> str:
    """“Karby, tirsdag 10. marts kl. 10–11.30”."""
    return f"{where(shift)}, {when(shift)}"


def length(minutes: int) -> str:
    """“40 min.”, “10,5 timer”."""
    if minutes < 120:
        return _("%(n)s min.") % {"n": minutes}
    return _("%(n)s timer") % {"n": say.number(minutes / 60, 0 if minutes % 60 == 0 else 1)}


def what(hindrance: Hindrance, shift: Shift) -> str:
    """What stands in the way, of whoever it may be."""
    other = shift_word(hindrance.other) if hindrance.other else ""
    paper = paper_word(hindrance.paper) if hindrance.paper else ""
    told = {
        "other": other, "paper": say.capital(paper), "who": hindrance.who, "hub": shift.hub_name,
        "date": say.date_long(hindrance.day) if hindrance.day else "", "n": hindrance.needs,
        "minutes": length(hindrance.minutes), "needs": length(hindrance.needs),
        "duty": duty_word(shift.duty), "day": say.capital(say.day(shift.date.weekday())),
    }  # fmt: skip
    return _sentences(hindrance.needs)[hindrance.why] % told


def _sentences(n: int) -> dict[Cannot | Near, str]:
    return {
        Cannot.OVER: _("Vagten er forbi."),
        Cannot.CANCELLED: _("Caféen er aflyst."),
        Cannot.HAS_IT: _("Står allerede på vagten."),
        Cannot.FULL: _("Vagten er fuld."),
        Cannot.NOT_OPEN: _("Vagten åbner for tilmelding %(date)s."),
        Cannot.REMOVED: _("%(who)s har taget vagten tilbage."),
        Cannot.OTHER_DUTY: _("Vagten er for en anden opgave: %(duty)s."),
        Cannot.OTHER_HUB: _("Vagten hører til en anden hub: %(hub)s."),
        Cannot.ABSENT: _("Meldt væk til og med %(date)s."),
        Cannot.NO_PAPER: _("Ikke set endnu: %(paper)s."),
        Cannot.PAPER_RUN_OUT: _("%(paper)s gjaldt kun til %(date)s."),
        Cannot.OVERLAPS: _("Samme tid som en anden vagt: %(other)s."),
        Cannot.TRAVEL: _("For langt fra en anden vagt: %(other)s. Der er %(minutes)s. Vejen tager cirka %(needs)s."),
        Cannot.REST: _("For kort hvile til en anden vagt: %(other)s. Der er %(minutes)s. Der skal være %(needs)s."),
        Near.TIGHT: _("Kun %(minutes)s til overs fra en anden vagt: %(other)s."),
        Near.MANY_A_DAY: ngettext("Mere end %(n)s vagt den dag.", "Flere end %(n)s vagter den dag.", n),
        Near.MANY_A_WEEK: ngettext("Mere end %(n)s vagt den uge.", "Flere end %(n)s vagter den uge.", n),
        Near.UNUSUAL_DAY: _("%(day)s er ikke en af de sædvanlige dage."),
        Near.RUNS_OUT: _("%(paper)s gælder kun til %(date)s."),
        Near.PAPERS_ELSEWHERE: _("Ingen papirer er skrevet ind. Se selv efter."),
    }


def what_to_do(hindrance: Hindrance, who: str) -> str:
    """What you do about it; `who` leads the hub. Nobody is left with a no alone."""
    ask = {"who": who or _("din hubleder")}
    sentences: dict[Cannot | Near, str] = {
        Cannot.OVER: _("Se de ledige vagter."),
        Cannot.CANCELLED: _("Se de andre ledige vagter."),
        Cannot.HAS_IT: _("Se den under dine vagter."),
        Cannot.FULL: _("Tag en anden. Eller spørg %(who)s, om I må være flere.") % ask,
        Cannot.NOT_OPEN: _("Kom igen den dag. Vil du hjælpe hver uge, så lav en fast aftale."),
        Cannot.REMOVED: _("Spørg %(who)s, hvis du gerne vil være med.") % ask,
        Cannot.OTHER_DUTY: _("Se de ledige vagter. Der er noget, du kan."),
        Cannot.OTHER_HUB: _("Spørg %(who)s, om du må hjælpe der.") % ask,
        Cannot.ABSENT: _("Kan du alligevel? Ret det under Aftaler."),
        Cannot.NO_PAPER: _("Vis det til %(who)s, og kom igen.") % ask,
        Cannot.PAPER_RUN_OUT: _("Få et nyt, og vis det til %(who)s.") % ask,
        Cannot.OVERLAPS: _("Giv den anden vagt fra dig først. Eller tag en anden tid."),
        Cannot.TRAVEL: _("Tag kun den ene af dem."),
        Cannot.REST: _("Tag en anden dag. Du skal nå at hvile."),
    }
    return sentences.get(hindrance.why, "")


def kept(why: Cannot) -> str:
    """What keeps some of the people from a shift: beside how many they are."""
    words = {
        Cannot.OVER: _("vagten er forbi"),
        Cannot.CANCELLED: _("caféen er aflyst"),
        Cannot.HAS_IT: _("har vagten"),
        Cannot.FULL: _("vagten er fuld"),
        Cannot.NOT_OPEN: _("vagten er ikke åben endnu"),
        Cannot.REMOVED: _("er taget af vagten"),
        Cannot.OTHER_DUTY: _("har en anden opgave"),
        Cannot.OTHER_HUB: _("hører til en anden hub"),
        Cannot.ABSENT: _("er væk"),
        Cannot.NO_PAPER: _("mangler et papir"),
        Cannot.PAPER_RUN_OUT: _("har et udløbet papir"),
        Cannot.OVERLAPS: _("har en vagt på samme tid"),
        Cannot.TRAVEL: _("kan ikke nå frem"),
        Cannot.REST: _("skal hvile"),
    }
    return words[why]
