"""Settings, read from the environment alone; a bad value stops the start with a clear message."""

import hashlib
import os
import secrets
from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from forum.contributions import *  # noqa: F403, the lists of what the apps contribute
from forum.mails import *  # noqa: F403
from forum.protection import *  # noqa: F403, headers, limits, factors, logs
from forum.rehearsing import *  # noqa: F403

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR={DATA_DIR} cannot be made ({error.strerror}). Choose another.") from None
if not os.access(DATA_DIR, os.W_OK | os.X_OK):
    raise ImproperlyConfigured(f"DATA_DIR={DATA_DIR} cannot be written to. Choose another, or change its rights.")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
DEMO_PASSWORD = "commonspace-demo"  # noqa: S105, it is public and works in demo mode only
TESTING = env.bool("TESTING", default=False)


def local_secret() -> str:
    """The secret of a local installation: made once, kept in DATA_DIR, readable by its owner only."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def static_release() -> str:
    """A mark of the contents of all styles and scripts, those of the dependencies included."""
    files = sorted(path for path in (BASE_DIR / "static").rglob("*") if path.is_file())
    content = b"".join(path.read_bytes() for path in [*files, BASE_DIR / "requirements.lock"])
    return hashlib.blake2b(content, digest_size=6).hexdigest()


SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_GIVEN = bool(SECRET_KEY)
if not SECRET_KEY and (DEMO or TESTING or (DATA_DIR / "secret_key").exists()):
    SECRET_KEY = local_secret()
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text (or DEMO=1 for a local demonstration).")
HOST = env.str("HOST", default="127.0.0.1")
try:
    PORT = env.int("PORT", default=8000)
except ValueError:
    raise ImproperlyConfigured(f"PORT={env.str('PORT')} is no number. Choose one such as 8000.") from None
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]", HOST]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS if DEMO or TESTING else [])
BASE_URL = env.str("BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

# --- applications -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "servestatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_filters",
    "post_office",
    "rules",
    "forum.apps.ForumConfig",
    "accounts.apps.AccountsConfig",
    "events.apps.EventsConfig",
    "pledges.apps.PledgesConfig",
    "django.forms",
]
MIDDLEWARE = [
    "forum.kit.logs.requests_middleware",
    "forum.kit.headers.headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "forum.serving.static.StaticFiles",
    "forum.pages.public.PublicPages",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forum.kit.languages.LanguageMiddleware",
    "forum.kit.zones.ZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "forum.drafts.sending.DraftMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "forum.kit.refusals.RefusalMiddleware",
    "forum.kit.doors.DoorMiddleware",
]
ROOT_URLCONF = "forum.urls"
ASGI_APPLICATION = "forum.asgi.application"
WSGI_APPLICATION = "forum.wsgi.application"
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
                "forum.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- database ---------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'common-space.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # a file, so that several processes can race
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # under ASGI a kept connection outlives the thread that could use it again

# --- background work --------------------------------------------------------------------------------------

REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost//"
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 5} if REDIS_URL else {"polling_interval": 0.05}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "forum.notifications.tasks.heartbeat", "schedule": timedelta(seconds=30)},
    "remind": {"task": "forum.milestones.tasks.remind", "schedule": timedelta(seconds=60)},
    "deliver": {"task": "forum.notifications.tasks.deliver", "schedule": timedelta(seconds=15)},
    "sweep": {"task": "forum.jobs.tasks.sweep", "schedule": timedelta(seconds=60)},
    "index": {"task": "forum.search.tasks.index", "schedule": crontab(hour=2, minute=17)},
    "hold": {"task": "events.sessions.tasks.hold_ended", "schedule": timedelta(minutes=5)},
    "sweep_outputs": {"task": "events.releases.tasks.sweep", "schedule": timedelta(hours=1)},
    "pass_on": {"task": "events.selection.tasks.pass_on", "schedule": timedelta(minutes=30)},
    "justify": {"task": "events.selection.tasks.justify", "schedule": timedelta(minutes=5)},
}
CELERY_BEAT_SCHEDULER = "forum.serving.scheduler:LeasedScheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

PUBLIC_PAGES_MB = env.int("PUBLIC_PAGES_MB", default=16)  # of public pages that each web process keeps; 0: none

# --- mail: every message is a row first (post_office), then sent with a stable Message-ID -------------------

EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_BACKEND = "post_office.EmailBackend"
if EMAIL_URL:
    _mail = env.email_url("EMAIL_URL")
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Common Space <noreply@commonspace.example>")
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="commonspace.example")
POST_OFFICE = {
    "BACKENDS": {
        "default": "django.core.mail.backends.smtp.EmailBackend"
        if EMAIL_URL
        else "django.core.mail.backends.dummy.EmailBackend"
    },
    "MESSAGE_ID_ENABLED": True,
    "MESSAGE_ID_FQDN": MAIL_DOMAIN,
    "MAX_RETRIES": 6,
    "RETRY_INTERVAL": timedelta(minutes=5),
    "BATCH_DELIVERY_TIMEOUT": 60,  # seconds
    "CELERY_ENABLED": False,
    "DEFAULT_PRIORITY": "medium",
    "LOCK_FILE_NAME": "common-space-mail",
}

# --- people -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
ORGANISATION_MODEL = "accounts.Organisation"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.people.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# --- language and time ------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("zh-hans", _("Chinese")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- files ------------------------------------------------------------------------------------------------

STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_RELEASE = static_release()
STATIC_URL = "/static/" if DEBUG else f"/static/{STATIC_RELEASE}/"  # kept for good, see forum.serving.static
STATIC_ROOT = DATA_DIR / "static" / STATIC_RELEASE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedStaticFilesStorage"},
}
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/nowhere/"  # files are served by views only, with the rights of the object they hang on
MAX_UPLOAD_MB = 25
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
