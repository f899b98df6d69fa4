"""The app `accounts`."""

from django.apps import AppConfig

from forum.kit.dotted import load_all


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        load_all(
            [
                "accounts.people.permissions.is_oneself",
                "accounts.organisations.permissions.acts_for",
                "accounts.accreditation.permissions.decides",
                "accounts.registration.permissions.is_person",
            ]
        )
