"""The door the web server comes in through."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
served = get_wsgi_application()

from driveout.field.sync.turns import taking_turns  # noqa: E402  (its records want Django ready)

application = taking_turns(served)

gc.collect()
gc.freeze()  # what is loaded now stays: it is not looked through again, tens of ms each time, in the middle of a page
