"""The nightly run that makes the index anew."""

from celery import shared_task

from forum.search.indexing import index_all


@shared_task
def index() -> None:
    index_all()
