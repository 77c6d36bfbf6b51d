"""The door the web server comes in through."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
application = get_wsgi_application()
