"""The app `events`."""

from django.apps import AppConfig

from forum.kit.dotted import load_all


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        load_all(
            [
                "events.venues.permissions.keeps_rooms",
                "events.sessions.permissions.is_programme",
                "events.speakers.permissions.is_own",
                "events.outputs.permissions.rules",
                "events.agenda.permissions.is_own",
                "events.releases.permissions.is_programme",
                "events.conflicts.permissions.rules",
                "events.calls.permissions.keeps_call",
                "events.side_events.permissions.is_tied",
                "events.selection.permissions.rules",
                "events.editor.permissions.is_programme",
                "events.drafting.permissions.rules",
                "events.round_tables.permissions.is_rapporteur",
                "events.inputs.permissions.rules",
                "events.reports.permissions.rules",
                "events.signups.permissions.rules",
                "events.attendance.permissions.rules",
                "events.certificates.permissions.rules",
                "events.moving.permissions.rules",
                "events.imports.permissions.takes_over",
            ]
        )
