"""The Celery application. Without `set_default`, retries from worker threads would go to a default broker."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

app = Celery("commonspace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()
app.autodiscover_tasks(
    [
        "forum.jobs",
        "forum.milestones",
        "forum.notifications",
        "forum.outcomes",
        "forum.search",
        "events.sessions",
        "events.releases",
        "events.selection",
        "events.drafting",
        "events.imports",
    ]
)
