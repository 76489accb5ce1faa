"""Settings: this one file; the environment decides; it runs with nothing set."""

import os
from pathlib import Path

from timeline import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret_key(BASE_DIR / ".secret_key")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS", default=[])
# Keeps what was typed at the desk.
CSRF_FAILURE_VIEW = "timeline.urls.unproven_form"
# Behind a proxy that ends TLS, HTTPS=1 turns on secure cookies, HSTS and the redirect.
HTTPS = environment.flag("HTTPS", default=False)
# How many proxies stand in front whose entries in X-Forwarded-For are believed; with 0 the connection's address counts.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0)
# How many readers' reports are taken on one day: from one address, and in all.
REPORTS_PER_SENDER = environment.number("REPORTS_PER_SENDER", default=10)
REPORTS_PER_DAY = environment.number("REPORTS_PER_DAY", default=200)
# Whom /.well-known/security.txt names; it is there only if somebody is named.
SECURITY_CONTACT = environment.contacts("SECURITY_CONTACT")

DATABASES = {"default": environment.database_from(os.environ.get("DATABASE_URL", "sqlite:///db.sqlite3"), BASE_DIR)}
CACHES = environment.caches_from(os.environ.get("CACHE_URL", ""))
# Whether each process holds the lists in memory, some 100 bytes a record, and counts them without the database.
HOLD_LISTS = environment.flag("HOLD_LISTS", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "timeline",
    "timeline.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
]

MIDDLEWARE = [
    "timeline.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "timeline.kept_answers.KeptAnswers",
    "django.middleware.gzip.GZipMiddleware",
    "timeline.middleware.ConditionalAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "timeline.middleware.OnlyRead",
    "timeline.middleware.ShortForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "timeline.urls"
WSGI_APPLICATION = "timeline.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "template_partials.templatetags.partials",
                "timeline.templatetags.kept",
                "timeline.templatetags.showing",
                "timeline.templatetags.lanes",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                # The admin asks for these two; both are lazy, so public pages still set no cookie.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Whoever pastes a whole book at the desk is told so by the form, and not by a bare error.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
FORMAT_MODULE_PATH = "timeline.formats"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "timeline.static_files.CollectedFiles"
    },
}

AUTHENTICATION_BACKENDS = ["timeline.signing_in.backend.DeskBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "timeline.signing_in.passwords.NotUniform"},
    {"NAME": "timeline.signing_in.passwords.NotTooLong"},
]

SESSION_ENGINE = "timeline.signing_in.sessions"
# A session ends when nobody has used it for so long, and after some days in any case.
SESSION_COOKIE_AGE = environment.at_least_one("SESSION_IDLE_HOURS", default=12) * 60 * 60
SESSION_LASTS_AT_MOST = environment.at_least_one("SESSION_DAYS", default=7) * 24 * 60 * 60

# The name that Django 6 gives this setting; until then timeline.middleware sends it.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "manifest-src": ["'self'"],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
