"""Django's settings. Every choice that belongs to the operator is read from the environment (see docs/how-to)."""

import sys
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from driveout.config import environment as env
from driveout.records.plan.work.queues import FILES, LONG, QUICK

PACKAGE = Path(__file__).resolve().parents[1]
TESTING = not sys.modules.keys().isdisjoint({"pytest", "mypy"})  # whoever tests or checks types needs no secret
DEMO = env.flag("DRIVEOUT_DEMO")

DEBUG = False
SECRET_KEY = env.secret_key(may_be_made_up=DEMO or TESTING)
SECRET_KEY_FALLBACKS = env.words("DRIVEOUT_OLD_SECRET_KEYS")  # sessions and unsent files made under them still open
ALLOWED_HOSTS = env.words("DRIVEOUT_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("DRIVEOUT_ORIGINS")
HTTPS = env.flag("DRIVEOUT_HTTPS")

INSTALLED_APPS = [
    "driveout.records",
    "driveout.look",
    "driveout.office",
    "driveout.field",
    "driveout.public",
    "driveout.partner",
    "driveout.mine",
    "driveout.jobs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "driveout.look.health.Health",
    "csp.middleware.CSPMiddleware",  # outside WhiteNoise, so that files carry the policy too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # outside WhiteNoise too: half of a first page is scripts and styles
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "driveout.look.health.HeadIsGet",
    "driveout.look.closed.KeptNowhere",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "driveout.look.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "driveout.look.typed.WithoutNul",  # inside: whose form is not ours is not read
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "driveout.office.dead_ends.NoDeadEnd",
]
if PUBLIC_ONLY := env.flag("DRIVEOUT_PUBLIC_ONLY"):  # a database role of its own, see docs/how-to/publish-figures.md
    MIDDLEWARE.insert(MIDDLEWARE.index("driveout.look.closed.KeptNowhere"), "driveout.look.public_only.PublicOnly")
ROOT_URLCONF = "driveout.config.urls"
WSGI_APPLICATION = "driveout.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["driveout.look.flush.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "driveout.look.context.look",
                "driveout.office.navigation.shown.navigation",
                "driveout.office.banner.everywhere",
            ],
        },
    },
]

# Never ATOMIC_REQUESTS: with IMMEDIATE a reader inside a transaction would wait for the writer.
DATABASES = {"default": env.database()}
DATA_FOLDER = env.data_folder()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.dummy.DummyBackend" if TESTING else "django_tasks_db.DatabaseBackend",
        "QUEUES": [LONG, QUICK, FILES],  # long searches, answers that a page waits for, and files in and out
    }
}

# Signing in: people are invited, nobody signs up by themselves. Against a flood there is allauth's own limit.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}
ACCOUNT_ADAPTER = "driveout.office.people.accounts.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS: Any = {"login": "300/m/ip", "login_failed": None}  # wrong tries: records.team.tries
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = False  # we know nobody's mail address
MFA_ADAPTER = "driveout.office.people.accounts.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}  # a question and an answer each time, and one address may be an office
if TESTING:
    ACCOUNT_RATE_LIMITS = False
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office:start"

# How the crew is told, by the clockwork beside the web server; on the console where nothing is set.
SITE_ADDRESS = env.site_address()
SECURITY_CONTACTS = env.security_contacts()
MESSAGES = env.messages()
DRIVES = env.drives()

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "look" / "locale"]
TIME_ZONE = "Europe/Copenhagen"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # nothing to collect: files are served from where the packages keep them
WHITENOISE_MAX_AGE = 600
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/field/assets/"  # their names change with what is in them

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "driveout.office.dead_ends.old_form"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if env.flag("DRIVEOUT_BEHIND_PROXY"):  # only when a proxy of ours sets, and overwrites, this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # whose limit of attempts it is: the caller's, not the proxy's
SESSION_COOKIE_AGE = 12 * 60 * 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"briefly": {"()": "driveout.config.logs.Briefly"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["briefly"], "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
