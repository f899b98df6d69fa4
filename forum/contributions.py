"""What the apps contribute to the frame, named by dotted path in order of presence. Part of the settings."""

from datetime import timedelta

OUTCOME_SECTIONS: list[str] = [
    "forum.outcomes.sections.rests_on",
    "accounts.registration.outcomes.section",
    "events.programme.outcomes.section",
    "events.round_tables.outcomes.section",
    "events.reports.outcomes.section",
    "events.reports.outcomes.lines",
    "events.reports.outcomes.presence",
    "pledges.coverage.outcomes.pledges",
    "pledges.commitments.outcomes.commitments",
    "forum.outcomes.sections.not_known",
]
DOCUMENTED: dict[str, str] = {
    "events.summary": "events.round_tables.documents.blocks",
    "events.report": "events.reports.documents.blocks",
    "events.selection": "events.selection.documents.blocks",
    "events.certificate": "events.certificates.documents.blocks",
}  # objects that get a document of their own when they are published: (object) -> list of blocks
CONFIRMED = {"events.certificate": "events.certificates.reading.withdrawn_at"}  # about a person: (key) -> when it ended
REMINDERS: dict[str, str] = {
    "forum.edition": "forum.milestones.duties.edition_duty",
    "accounts.application": "accounts.accreditation.reminders.application_duty",
    "accounts.track": "accounts.accreditation.reminders.track_duty",
    "events.summary": "events.round_tables.reminders.duty",
    "events.seats": "events.signups.reminders.duty",
    "events.target": "events.attendance.reminders.duty",
    "events.call": "events.side_events.reminders.call_duty",
    "events.proposal": "events.side_events.reminders.proposal_duty",
    "events.coorganiser": "events.side_events.reminders.answer_duty",
    "events.session": "events.reports.reminders.session_duty",
    "events.review": "events.side_events.reminders.review_duty",
    "pledges.pledge": "pledges.progress.reminders.duty",
}
DESK_PANELS: list[str] = [
    "forum.desk.milestones.panel",
    "accounts.organisations.desk.panel",
    "accounts.accreditation.desk.panel",
    "accounts.registration.desk.panel",
    "events.side_events.desk.panel",
    "events.sessions.desk.panel",
    "events.conflicts.desk.panel",
    "events.signups.desk.panel",
    "events.attendance.desk.panel",
    "events.reports.desk.panel",
    "events.round_tables.desk.panel",
    "pledges.partners.desk.panel",
    "pledges.progress.desk.panel",
]
EDITION_TABS: list[str] = [
    "forum.editions.tabs.overview",
    "accounts.accreditation.panels.tab",
    "accounts.registration.panels.tab",
    "events.programme.panels.tab",
    "events.round_tables.panels.tab",
    "events.side_events.panels.tab",
    "pledges.pledges.tabs.pledges",
    "pledges.commitments.tabs.commitments",
    "forum.editions.tabs.outcome",
    "forum.editions.tabs.manage",
    "forum.translations.tabs.tab",
    "accounts.accreditation.panels.manage_tab",
    "accounts.registration.panels.manage_tab",
    "accounts.accreditation.panels.tracks_tab",
    "events.side_events.panels.selection_tab",
    "events.side_events.panels.review_tab",
    "events.side_events.panels.call_tab",
    "events.side_events.panels.overlaps_tab",
    "events.programme.panels.manage_tab",
    "events.editor.panels.manage_tab",
    "pledges.pledges.tabs.manage",
]
HOME_PANELS: list[str] = [
    "accounts.accreditation.panels.open_tracks",
    "accounts.registration.panels.open_registrations",
    "events.side_events.panels.open_calls",
]
EDITION_PANELS: list[str] = [
    "events.programme.panels.numbers",
    "events.side_events.panels.numbers",
    "events.programme.panels.week",
    "events.round_tables.panels.overview",
    "events.inputs.panels.of_edition",
    "pledges.coverage.panels.edition_numbers",
    "pledges.coverage.panels.edition_pledges",
    "pledges.commitments.panels.steps",
    "pledges.commitments.panels.numbers",
    "pledges.commitments.panels.came_of_it",
]
CLONERS: list[str] = [
    "forum.milestones.actions.clone_milestones",
    "accounts.accreditation.tracks.clone",
    "events.calls.actions.clone",
    "events.venues.actions.clone_rooms",
    "events.conflicts.actions.clone_rules",
]
MOVERS: list[str] = [
    "forum.editions.moving.parts_and_roles",
    "forum.milestones.moving.milestones",
    "accounts.accreditation.moving.tracks",
    "events.calls.moving.calls",
    "events.moving.dates.proposals",
    "events.moving.dates.rulebooks",
    "events.moving.dates.ways",
    "events.moving.dates.sign_ups",
    "events.moving.sessions.sessions",
]  # (change) -> a step for each date of an area: what it becomes when a forum moves, or why it stays
MOVE_ALONG = ("accounts.track", "events.call", "events.review", "events.seats", "events.session", "events.target")
ORGANISATION_PANELS: list[str] = [
    "accounts.accreditation.panels.of_organisation",
    "events.side_events.panels.of_organisation",
    "events.programme.panels.of_organisation",
    "pledges.coverage.panels.organisation",
]  # (request, organisation) -> {"template": ..., **context} | None
PERSON_PANELS: list[str] = [
    "accounts.organisations.desk.of_person",
    "accounts.registration.panels.of_person",
    "events.signups.panels.of_person",
]  # the same for a person's own page: (request) -> ...
HOME_GLANCE = "pledges.coverage.panels.glance"
OBJECTIVE_PANELS: list[str] = [
    "events.programme.panels.of_objective",
    "pledges.coverage.panels.objective",
]
OVERLAPS: list[str] = [
    "events.side_events.overlaps.of_events",
    "pledges.pledges.overlaps.of_pledges",
]  # (edition) -> pieces of work that are compared with each other
SESSION_PANELS: list[str] = [
    "events.side_events.panels.on_session",
    "events.sessions.joining.panel",
    "events.agenda.panels.of_session",
    "events.signups.panels.of_session",
    "events.attendance.panels.of_session",
    "events.certificates.panels.of_session",
    "events.reports.panels.of_session",
    "events.reports.panels.lines_of_session",
    "events.round_tables.debates.panel",
    "events.inputs.panels.of_session",
    "events.reports.panels.presence_of_session",
    "events.round_tables.panels.on_session",
]  # (request, session) -> {"template": ..., **context} or None, on the page of a session
CONFLICT_ENGINE = "events.conflicts.checking.Checks"  # see events/sessions/engine.py
CONFLICT_RULES: list[str] = [
    "events.conflicts.meetings.shared",
    "events.conflicts.meetings.split",
    "events.conflicts.meetings.elsewhere",
    "events.conflicts.places.of_places",
    "events.conflicts.places.unplaced",
    "events.conflicts.stretches.between",
    "events.conflicts.stretches.at_work",
    "events.selection.rules.of_call",
]  # (plan, only) -> findings, in the whole programme or about the sessions `only`
CONFLICT_FACTS = {"terms": "events.selection.rules.facts"}  # (edition) -> rows that rules find in `plan.kept`
RELEASE_OF_ONE = "events.releases.actions.of_one"  # (session, by=) -> the release that makes it public
LINKS_SHOW: dict[str, str] = {
    "events.session": "events.releases.reading.as_public",
}  # objects that are shown as they are public: (ids) -> those that are
RELEASED = "events.releases.reading.released"  # (edition) -> the sessions that the public reads
RELEASE_RULES: list[str] = [
    "events.round_tables.composing.unlogged",
]  # (edition, sessions that a release would change) -> texts, each of which stops it
RELEASE_AUDIENCE: list[str] = [
    "events.signups.people.audience",
    "events.attendance.people.audience",
]  # (edition, ids of sessions) -> pairs of a session's and a person's id, to be told
ADMITTED: list[str] = [
    "events.signups.people.seated",
    "events.attendance.people.audience",
]  # (edition, ids of sessions) -> pairs of a session's and a person's id, who are let into its virtual room
AFTER_HOLD: list[str] = [
    "events.reports.actions.ask",
    "events.round_tables.actions.after_hold",
]  # (session) -> None, inside the act that holds it
REPORT_RULES: list[str] = [
    "events.inputs.rules.feeds_something",
]  # (session, reason) -> None, or it refuses that the session is reported
AFTER_REPORT: list[str] = [
    "events.reports.actions.after_report",
]  # (session) -> None, inside the act that reports it, before its entry
AFTER_RELEASE: list[str] = [
    "events.signups.actions.after_release",
    "events.attendance.actions.after_release",
]  # (ids of the sessions that a release changes) -> None, inside its act
RELEASE_OUTPUTS: list[str] = [
    "events.programme.views.draw",
    "events.outputs.feeds.draw",
]  # (edition) -> None: draws what most ask for of its current release, in the current language
ON_CANCEL: list[str] = [
    "events.side_events.actions.free_place",
]  # (session) -> None, inside the act that cancels it, before its entry
ON_LEAVE: list[str] = [
    "events.round_tables.actions.on_leave",
]  # (role) -> None, inside the act by which a role in a session ends, before its entry
MORE_PLACES: list[str] = [
    "accounts.registration.actions.fill",
]  # (space) -> None, inside the act that raises its capacity
UNDO_WINDOW = timedelta(minutes=10)  # so long an act of `UNDO` can be undone, and its mail waits
UNDO: dict[str, str] = {
    "accounts.application.submit": "",
    "accounts.application.withdraw": "",
    "accounts.application.review": "",
    "accounts.application.ask_changes": "",
    "accounts.application.accredit": "accounts.accreditation.undo.accredit",
    "accounts.application.decline": "",
    "accounts.spaceregistration.approve": "accounts.registration.undo.approve",
    "accounts.spaceregistration.wait": "",
    "accounts.spaceregistration.decline": "",
    "accounts.spaceregistration.withdraw": "accounts.registration.undo.withdraw",
    "events.proposal.submit": "events.side_events.undo.submit",
    "events.proposal.withdraw": "events.side_events.undo.close",
    "events.proposal.ask_changes": "",
    "events.proposal.select": "events.side_events.undo.select",
    "events.proposal.reserve": "",
    "events.proposal.decline": "events.side_events.undo.close",
    "events.selection.commit": "events.selection.undo.commit",
    "events.summary.submit": "",
    "pledges.pledge.submit": "",
    "pledges.pledge.ask_changes": "",
    "pledges.pledge.publish": "",
    "pledges.pledge.withdraw": "",
    "forum.edition.end_role": "forum.roles.undo.end_role",
    "forum.milestone.meet": "",
}  # acts that can be undone: (object, entry) -> None puts right what the object's own fields do not hold
FINAL = {
    "events.proposal.withdraw": "events.side_events.undo.passed_on"
}  # (entry) -> whether this one cannot be, after all
SEARCH: list[str] = [
    "accounts.organisations.search.ORGANISATIONS",
    "events.releases.search.SESSIONS",
    "events.speakers.search.SPEAKERS",
    "events.outputs.search.ROOMS",
    "pledges.pledges.search.PLEDGES",
    "pledges.commitments.search.COMMITMENTS",
    "forum.outcomes.search.DOCUMENTS",
    "forum.editions.search.EDITIONS",
]  # what can be found, in the order in which kinds are offered
ON_RECORD: list[str] = [
    "forum.search.indexing.refresh",
]  # (object) -> None, inside every act, before its entry
