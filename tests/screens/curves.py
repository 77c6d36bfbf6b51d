"""Curves as the worker leaves them, and every hub's figures."""

BUDGETS = [
    {
        "budget_kr_a_week": 2400.0 + 491 * n,
        "guests_a_week": 10 + 3 * n - 0.1 * n * n,
        "at_most": 12 + 3 * n - 0.1 * n * n,
        "cost_kr_a_week": 2390.0 + 490 * n,
        "stops_served": 6,
    }
    for n in range(12)
]
FLOORS = [
    {
        "floor_share": 0.1 * n,
        "guests_a_week": 30.0 - n * n / 10,
        "at_most": 30.0 - n * n / 10,
        "worst_share": 0.3 + 0.05 * n,
        "worst_municipality": "671",
    }
    for n in range(7)
]
BRINGS = {"possible": True, "gap": 0.0}
HUBS = [
    {
        "hub": hub, "guests": guests, "cost_kr": 3000.0, "hours": 20.0, "openings": 9, "lost": lost, "elsewhere": 4.0,
        "hour": {"in_all": hour, **BRINGS}, "van_day": {"in_all": 7.0, "possible": True, "gap": 2.0},
        "volunteer": {"in_all": 0.01, **BRINGS}, "money": {"in_all": 0.0, "possible": possible, "gap": 0.0},
    }
    for hub, guests, lost, hour, possible in (
        ("Vejle", 84.0, 61.5, 1.5, False), ("Aarhus", 90.0, 70.2, 0.4, None), ("Åbenrå", 12.0, -2.0, 3.2, True)
    )
]  # fmt: skip
HELD = {
    "plan": 0, "budget_kr_a_week": 6000.0, "cost_kr_a_week": 5900.0, "guests_a_week": 27.5, "at_most": 28.0,
    "worst_share": 0.4, "worst_municipality": "665",
}  # fmt: skip
