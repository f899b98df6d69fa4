"""The frame."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from forum.kit import guards
from forum.kit.dotted import load_all


class ForumConfig(AppConfig):
    name = "forum"

    def ready(self) -> None:
        load_all(
            [
                "forum.editions.permissions.is_secretariat",
                "forum.translations.permissions.is_translator",
                "forum.outcomes.permissions.may_make",
                "forum.checks.check_settings",
            ]
        )
        post_migrate.connect(guards.install, sender=self)
