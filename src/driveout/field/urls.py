"""The crew's addresses: the app and its calls under felt/, shifts under vagter/."""

from typing import Any

app_name = "field"
urlpatterns: list[Any] = []
