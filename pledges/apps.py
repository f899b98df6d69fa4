"""The app `pledges`."""

from django.apps import AppConfig

from forum.kit.dotted import load_all


class PledgesConfig(AppConfig):
    name = "pledges"

    def ready(self) -> None:
        load_all(
            [
                "pledges.pledges.permissions.decides",
                "pledges.partners.permissions.made_the_pledge",
                "pledges.progress.permissions.reports",
            ]
        )
