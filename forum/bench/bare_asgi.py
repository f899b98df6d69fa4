"""The site with nothing in front of the view that pages are compared with."""

import os

import django
from django.core.handlers.asgi import ASGIHandler
from django.test.utils import override_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
django.setup()
override_settings(MIDDLEWARE=[], ROOT_URLCONF="forum.bench.bare").enable()
application = ASGIHandler()
