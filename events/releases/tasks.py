"""Celery's part of releases."""

from celery import shared_task
from django.conf import settings
from django.utils import translation

from events.releases import files
from forum.editions.models import Edition
from forum.kit.dotted import load_all
from forum.pages.generation import reading


@shared_task
def draw(edition_id: int) -> None:
    """What most ask for of a programme, in every language, before anybody asks; what is there already stays."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language), reading():
            edition = Edition.objects.select_related("series", "parent").get(pk=edition_id)
            for draws in load_all(settings.RELEASE_OUTPUTS):
                draws(edition)
    files.sweep()


@shared_task
def sweep() -> int:
    return files.sweep()
