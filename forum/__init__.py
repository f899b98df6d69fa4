"""The frame of Common Space."""

from forum.celery import app as celery_app

__all__ = ["celery_app"]
