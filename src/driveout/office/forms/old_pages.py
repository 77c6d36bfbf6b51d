"""What somebody is told whose page is older than the deed it asks for."""

from django.utils.translation import gettext as _


def is_old() -> str:
    """For a page that still offers to publish, or to put on dates, by itself."""
    return _("Siden, du kom fra, er gammel. Intet er gjort. At offentliggøre og at sætte på datoer er nu ét.")
