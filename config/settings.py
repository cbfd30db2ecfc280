"""One settings module; what differs between machines comes from the environment.

DATABASE_URL        the role the product works as (cannot disable triggers or TRUNCATE)
DATABASE_OWNER_URL  the role that owns the tables and migrates; the same role where only one is given
DATABASE_ADMIN_URL  optional: a role that may create databases and extensions, for `restore --force-new`
REDIS_URL           Celery's broker
ANGUI_KEYS          personal-data keys, `id:base64` separated by commas, the first one encrypts
ANGUI_VAR           folder for files, seals and exports
ANGUI_PROXIES       how many proxies of our own stand before the web server (0: none); limits count by address
ANGUI_ABSENT_CHECKS how often in a row somebody is looked for in vain before they count as gone (2, never less)
ANGUI_SITE          address of the public pages, as the code on a receipt names it
ANGUI_MODE          demo (printed passwords, sample people) or production (gates CG-1…CG-7 must be set)
"""

import os
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF

from config import geolibs

# openpyxl would read a foreign workbook with lxml, which came with python-docx and expands entities; without it, it
# takes defusedxml
os.environ["OPENPYXL_LXML"] = "False"

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("ANGUI_VAR", BASE_DIR / ".var"))
MODE = os.environ.get("ANGUI_MODE", "production")
DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "axes",
    "csp",
    "django_htmx",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "geo",
    "casework",
    "property_rectification",
    "relief",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "casework.reference.once_a_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "casework.web.password.password_first",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "casework.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours: 15 minutes, as the lock-out sentence of the log-in page says
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "casework.web.session.locked_out"
CSRF_FAILURE_VIEW = "casework.web.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casework.web.context.shell",
            ],
        },
    },
]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_URL or "postgis://angui@127.0.0.1/angui",
        engine="django.contrib.gis.db.backends.postgis",
        conn_max_age=600,
    ),
}
# Requests are short: compiling a plan costs more than it saves. Indexes lie on SSD or in memory, where jumping is cheap
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off -c random_page_cost=1.1"
if os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["owner"] = dj_database_url.parse(
        os.environ["DATABASE_OWNER_URL"], engine="django.contrib.gis.db.backends.postgis"
    )
DATABASE_ADMIN_URL = os.environ.get("DATABASE_ADMIN_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
GDAL_LIBRARY_PATH = geolibs.GDAL_LIBRARY_PATH
GEOS_LIBRARY_PATH = geolibs.GEOS_LIBRARY_PATH

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # what the public pages count by; shared by all processes
    "limits": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "limits",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    },
}  # fmt: skip
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# above the longest task: a shorter one would hand a running task out again
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 4 * 3600,
    # a broker that is down must not keep a person waiting: beat wakes the relay anyway
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}
CELERY_TASK_IGNORE_RESULT = True
# Celery would replace the handlers, and with them the filter that masks numbers of people
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {"task": "casework.tasks.relay_outbox", "schedule": 5.0, "options": {"expires": 30}},
    "sweep-timers": {"task": "casework.tasks.sweep_timers", "schedule": 30.0, "options": {"expires": 30}},
    "sweep-jobs": {"task": "casework.tasks.sweep_jobs", "schedule": 30.0, "options": {"expires": 30}},
    "expire-job-files": {"task": "casework.tasks.expire_job_files", "schedule": crontab(minute=27)},
    "expire-idempotency-keys": {"task": "casework.tasks.expire_idempotency_keys", "schedule": crontab(minute=17)},
    "freeze-papers": {"task": "casework.tasks.freeze_papers", "schedule": 20.0, "options": {"expires": 30}},
    "sweep-orphaned-files": {"task": "casework.tasks.sweep_orphaned_files", "schedule": crontab(hour=3, minute=40)},
    "sweep-drafts": {"task": "casework.tasks.sweep_drafts", "schedule": crontab(hour=3, minute=50)},
    "expire-uploads": {"task": "casework.tasks.expire_uploads", "schedule": crontab(hour=3, minute=55)},
    "seal-ledger": {"task": "casework.tasks.seal_ledger", "schedule": crontab(hour=0, minute=5)},
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]
# The source maps of the API page are most of its bytes, and nobody fetches them: no time goes into making them small.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "woff2", "gz", "br")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
IMPORT_MAX_BYTES = 64 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["casework.api.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "casework.api.errors.exception_handler",
    # proxies of our own before the server: so many entries of X-Forwarded-For are believed, none by default
    "NUM_PROXIES": int(os.environ.get("ANGUI_PROXIES", "0")),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "安归 Angui",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "casework.api.schema.declared_acts",
    ],
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# the county or district served: coordinates outside it are kept and flagged, numbers carry its code
SERVED_DIVISION = os.environ.get("ANGUI_DIVISION", "220302")
# when the relief station counts it as night, and from which temperatures going out then is dangerous
RELIEF_NIGHT = tuple(int(hour) for hour in os.environ.get("ANGUI_NIGHT", "20,6").split(","))
RELIEF_TEMPERATURES = tuple(int(degrees) for degrees in os.environ.get("ANGUI_TEMPERATURES", "-10,35").split(","))
ANGUI_KEYS = os.environ.get("ANGUI_KEYS", "")
# how people outside reach the public pages: it stands in the code on a receipt
SITE_URL = os.environ.get("ANGUI_SITE", "http://127.0.0.1:8000").rstrip("/")
# never once: who was just not seen is not gone
RELIEF_ABSENT_CHECKS = max(2, int(os.environ.get("ANGUI_ABSENT_CHECKS", "2")))
PGTRIGGER_SCHEMA = None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"personal": {"()": "casework.masking.PersonalDataFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["personal"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
