"""What people changed of what a season is made of."""

from django.db import models

from driveout.records.plan.models.done import Done


class Register(models.TextChoices):
    """Where it stands."""

    SEASON = "season"
    HUB = "hub"
    STOP = "stop"
    VEHICLE = "vehicle"
    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"


class Edit(Done):
    """One change of one register, in one row or many. `before`, `after`: the rows' values by their id; none where a row
    was not there or is gone.

    `name`: of the row, or of the first of many. `price`: what it costs, worked out beside the page; empty until then.
    `planned`: whether a plan reads what it changed; a hall's name it does not.
    """

    register = models.CharField(max_length=12, choices=Register)
    name = models.CharField(max_length=120)
    price = models.JSONField(default=dict)
    planned = models.BooleanField(default=True)

    class Meta(Done.Meta):
        pass

    class Seen:
        team = (*Done.DONE_SEEN, "register", "name", "price", "planned")

    def __str__(self) -> str:
        return f"{self.season_id}: {self.register} {self.name}"
