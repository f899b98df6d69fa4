"""What draws pages: programs, templates, translations, styles, in one mark.

What is kept longer than a process lives is kept under it, so that no version of the site shows what another one drew.
"""

from functools import cache
from hashlib import blake2b

from django.conf import settings

FOLDERS = {
    "forum": "*.py",
    "accounts": "*.py",
    "events": "*.py",
    "pledges": "*.py",
    "templates": "*.html",
    "locale": "*.mo",
}


@cache
def code() -> str:
    told = blake2b(settings.STATIC_URL.encode() + settings.STATIC_RELEASE.encode(), digest_size=12)
    for folder, names in FOLDERS.items():
        for path in sorted((settings.BASE_DIR / folder).rglob(names)):
            told.update(path.read_bytes())
    return told.hexdigest()
