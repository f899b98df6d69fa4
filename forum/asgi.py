"""The ASGI application in production. It does not start with settings that fit a desk only."""

import os

from django.core.asgi import get_asgi_application

from forum.checks import refuse_unfit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

application = get_asgi_application()
refuse_unfit()
