"""How the numbers were made: what is proven, what is assumed, what was checked."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.core.travel import source_in
from driveout.core.words import Fairness
from driveout.office import say
from driveout.office.plan.season.asked.facts import Facts, gather
from driveout.office.plan.season.proof.reached import belief, heading, proof, told
from driveout.records.plan.models import Plan, Season
from driveout.records.team.models import Member

Section = dict[str, Any]


def how_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Sections of sentences, with this season's own numbers in them."""
    facts = gather(season, member, asked, now)
    sections = [_guests(facts), _roof(facts), _weeks(facts), _driving(facts), _money(facts)]
    if facts.plan:
        sections.append(_checked(facts.plan))
    return {"season": heading(facts), "proof": proof(facts), "sections": sections, "notes": season.notes}


def _section(title: str, *sentences: str) -> Section:
    return {"title": title, "sentences": [sentence for sentence in sentences if sentence]}


def _guests(facts: Facts) -> Section:
    means = sorted(stop.mean_guests for stop in facts.stops)
    middle = say.number(means[len(means) // 2], 1) if means else "0"
    return _section(
        _("Gæster"),
        _("For hvert sted har vi et gæt på, hvor mange der kommer til én åbning om ugen. Det midterste gæt er %(n)s.")
        % {"n": middle},
        belief(facts)
        + " "
        + _("Antaget betyder: ingen har talt endnu. Lært betyder: tal fra åbninger har rettet gættet."),
        _(
            "Vi spiller caféen gæst for gæst: nogle kommer før åbningstid, alle stole kan være taget, "
            "og lukketid gør besøg korte. Det giver et forventet antal for hver længde."
        ),
        _(
            "To besøg om ugen giver flere gæster end ét, men ikke dobbelt så mange. "
            "Det andet besøg giver %(share)s så mange nye."
        )
        % {"share": say.percent(facts.terms.second_visit_share)},
    )


def _roof(facts: Facts) -> Section:
    plan = facts.plan
    fair = {
        Fairness.NONE: _("Planen søger flest gæster i alt."),
        Fairness.FLOOR: _("Planen søger flest gæster i alt, men hver kommune får mindst sin del."),
        Fairness.PROPORTIONAL: _("Planen søger mange gæster og en jævn fordeling mellem kommunerne."),
    }
    if plan is None:
        return _section(_("Højst muligt"), fair[facts.terms.fairness], _("Der er ingen plan endnu."))
    made = say.moment(plan.made_at)
    return _section(
        _("Højst muligt"),
        fair[facts.terms.fairness],
        _("«Højst muligt» er bevist: ingen plan under de samme antagelser når højere. Denne plan er %(gap)s fra.")
        % {"gap": say.percent(plan.gap)},
        *told(plan),
        _("Regnet på %(seconds)s sekunder, %(made)s.") % {"seconds": say.number(plan.seconds, 1), "made": made},
    )


def _weeks(facts: Facts) -> Section:
    plan = facts.plan
    if plan is None or plan.guests_low is None or plan.guests_high is None:
        return _section(
            _("Enkelte uger"),
            _("Sæsonen har selv givet tal for gæster, så vi kan ikke sige, hvor meget en uge svinger."),
        )
    return _section(
        _("Enkelte uger"),
        _(
            "I 8 af 10 uger kommer der mellem %(low)s og %(high)s gæster. "
            "En enkelt uge kan godt nå over det højst mulige, for det gælder gennemsnittet."
        )
        % {"low": say.number(plan.guests_low), "high": say.number(plan.guests_high)},
        _("Vejr er ikke regnet med, og heller ikke, at alle gæt i en egn kan være forkerte på samme måde."),
    )


def _driving(facts: Facts) -> Section:
    source = source_in(facts.season.drives_source, get_language() or "da")
    return _section(
        _("Køretid"), _("Kilde: %(source)s") % {"source": source} if source else _("Kilden er ikke oplyst.")
    )


def _money(facts: Facts) -> Section:
    terms, plan = facts.terms, facts.plan
    rates = _("En tur koster %(km)s kr. pr. km, %(hour)s kr. pr. time og %(opening)s kr. pr. åbning.") % {
        "km": say.number(terms.kr_per_km, 2),
        "hour": say.number(terms.kr_per_employee_hour),
        "opening": say.number(terms.kr_per_opening),
    }
    spent = _("Planen koster %(kr)s kr. om ugen.") % {"kr": say.number(plan.cost_kr)} if plan else ""
    budget = terms.budget_kr_a_week
    roof = (
        _("Budgettet er %(kr)s kr. om ugen.") % {"kr": say.number(budget)}
        if budget is not None
        else _("Der er intet budget sat.")
    )
    return _section(_("Penge"), rates, spent, roof)


def _checked(plan: Plan) -> Section:
    return _section(
        _("Kontrol"),
        _(
            "Et selvstændigt program, der ikke deler kode med planlæggeren, har prøvet planen mod %(n)s regler "
            "og fundet ingen fejl: tider, pauser, hviletid, frivillige, penge og beviset selv."
        )
        % {"n": say.number(len(plan.rules))},
    )
