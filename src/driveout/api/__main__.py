"""`python -m driveout.api` writes the document of the open answers anew."""

import json
import os
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    os.environ.setdefault("DRIVEOUT_DEMO", "1")  # nothing is signed here
    import django

    django.setup()
    from driveout.api.openapi import document

    PAGE.write_text(json.dumps(document(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print("Written:", PAGE.name)
