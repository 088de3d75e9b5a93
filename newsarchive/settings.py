"""Every setting, read once from NEWSARCHIVE_* variables; docs/settings.md explains them.

Local mode (the default) binds to loopback and makes its own key. Production mode refuses to start half configured.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsarchive.env import PREFIX, Env, checked_secret_key, local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# --- Mode, address, data folder ---------------------------------------------------------------------------------------

PRODUCTION = env.flag("PRODUCTION")
DEBUG = env.flag("DEBUG")
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
DATA_DIR = Path(env.text("DATA", str(BASE_DIR / "data"))).expanduser().resolve()

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
if HOST not in _LOOPBACK and not PRODUCTION:
    raise ImproperlyConfigured(f"{PREFIX}HOST is {HOST}: any address but loopback needs {PREFIX}PRODUCTION=1.")
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured(f"{PREFIX}DEBUG and {PREFIX}PRODUCTION exclude each other.")

ORIGINALS_DIR = DATA_DIR / "originals"
INDEX_DIR = DATA_DIR / "index"

# --- Secrets and hosts ------------------------------------------------------------------------------------------------

_secret_key = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if PRODUCTION:
    SECRET_KEY = checked_secret_key(_secret_key)
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            f"{PREFIX}ALLOWED_HOSTS must name the host names of this archive, separated by commas."
        )
else:
    SECRET_KEY = _secret_key or local_secret_key(DATA_DIR / "secret_key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]

# Password of the first editor; without it the first start makes one up and prints it once.
EDITOR_PASSWORD = env.text("EDITOR_PASSWORD")

# --- Database ---------------------------------------------------------------------------------------------------------

_database_url = env.text("DATABASE_URL")
if PRODUCTION and not _database_url:
    raise ImproperlyConfigured(f"{PREFIX}DATABASE_URL is missing: production names its database.")
if _database_url:
    if urlsplit(_database_url).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ImproperlyConfigured(f"{PREFIX}DATABASE_URL must begin with postgresql:// or sqlite:///.")
    DATABASES = {"default": dj_database_url.parse(_database_url, conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "newsarchive.sqlite3")}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: two writers queue up instead of failing half-way. FULL: what was acknowledged survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- The application --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "articles",
]
MIDDLEWARE = [
    "newsarchive.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "articles.views.access.only_editors_send_much",
    "articles.views.access.readers_sign_in",
    "articles.views.access.one_time_password",
]
ROOT_URLCONF = "newsarchive.urls"
WSGI_APPLICATION = "newsarchive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.views.context.site",
            ],
        },
    },
]

# --- Accounts ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "articles.User"
PASSWORD_HASHERS = [
    "articles.models.passwords.TunedArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "browse"
LOGOUT_REDIRECT_URL = "browse"
# How long a one-time link waits to be used.
PASSWORD_RESET_TIMEOUT = 48 * 3600
# No mail, no sign-up: accounts are made by chief editors (views/desk/people.py).
ACCOUNT_ADAPTER = "articles.views.sign_in_rules.SignInRules"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Counted in the shared cache before anything is hashed; what is counted together, sign_in_rules.py says.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "20/1m/ip,5/5m/key",
    "login_failed_for_name": "20/5m/key",
    "change_password": "5/5m/user",
    "error_report": "10/5m/ip",
}

# --- Languages of the pages -------------------------------------------------------------------------------------------

LANGUAGES = [("de", _("German")), ("en", _("English"))]
LANGUAGE_CODE = env.one_of("LANGUAGE", [code for code, _name in LANGUAGES], "de")
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
FORMAT_MODULE_PATH = "newsarchive.formats"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = env.text("TIME_ZONE", "Europe/Berlin")

# --- Static files -----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsarchive.static_files.StaticFiles"},
}

# --- Security ---------------------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Without JavaScript all files of an upload come in one request.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
# Read in either mode: a known setting that has no effect in local mode is no unknown one.
_redirects, _behind_proxy = env.flag("SSL_REDIRECT", default=True), env.flag("BEHIND_PROXY")
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = _redirects
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if _behind_proxy:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        # The last entry of X-Forwarded-For is the proxy's own; whatever stands before it, a client can write.
        ALLAUTH_TRUSTED_PROXY_COUNT = 1
    CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS]

# --- The archive ------------------------------------------------------------------------------------------------------

SITE_NAME = env.text("SITE_NAME")
# A mail address, a web address or a postal one: shown where an article was withdrawn.
CONTACT = env.text("CONTACT")
# Pages about the site, each in the operator's words: see views/about.py for how they are written.
SITE_PAGES = {
    "imprint": env.text("IMPRINT"),
    "privacy": env.text("PRIVACY"),
    "accessibility": env.text("ACCESSIBILITY"),
    "takedown": env.text("TAKEDOWN"),
}
# Who may read: `everyone`, or `accounts` for people who have signed in.
READERS = env.one_of("READERS", ["everyone", "accounts"], "everyone")
# How maps draw disputed areas: as the United Nations recognise them, as they are controlled, or left open.
BORDERS = env.one_of("BORDERS", ["recognised", "controlled", "open"], "recognised")

# A mention nobody has decided yet counts in search, facets and pages from this score on; a confirmed one always does.
MENTION_THRESHOLDS = {"country": 0.5, "person": 0.8, "organisation": 0.8, "place": 0.7, "weapon": 0.7, "other": 0.9}
# The same for an event: pages draw it dashed until somebody has confirmed it.
EVENT_THRESHOLD = 0.5

SEARCH_ENGINES = {
    "default": {"ENGINE": "articles.search.backends.tantivy.TantivyEngine", "DIRECTORY": INDEX_DIR},
}

CACHES = {
    # Shared by all processes: attempts to sign in are counted here, more of them than can be made in five minutes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_links": {"()": "newsarchive.log_lines.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_links"]}},
    "loggers": {
        "articles": {"handlers": ["console"], "level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING"},
    },
}

env.refuse_unknown()
