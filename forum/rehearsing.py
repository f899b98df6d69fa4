"""What makes the demonstration and the bench, step by step. Part of the settings."""

DEMO_ARCHIVE: list[str] = [
    "forum.taxonomy.archive.run",
    "forum.editions.archive.run",
    "accounts.organisations.archive.run",
    "accounts.accreditation.archive.run",
    "events.sessions.archive.run",
    "events.side_events.archive.run",
    "events.releases.archive.run",
    "pledges.partners.archive.run",
    "pledges.commitments.archive.run",
    "forum.outcomes.archive.run",
    "forum.search.indexing.after_archive",
]
DEMO_REHEARSAL: list[str] = [
    "forum.demo.rehearsal.run",
    "accounts.people.rehearsal.run",
    "accounts.organisations.rehearsal.run",
    "accounts.accreditation.rehearsal.run",
    "accounts.registration.rehearsal.run",
    "events.sessions.rehearsal.run",
    "events.round_tables.rehearsal.run",
    "events.reports.rehearsal.run",
    "events.reports.results.prepare",
    "forum.translations.rehearsal.early",
    "events.releases.rehearsal.early",
    "events.round_tables.rehearsal.after",
    "events.reports.rehearsal.after",
    "events.signups.rehearsal.run",
    "events.attendance.rehearsal.run",
    "events.side_events.rehearsal.run",
    "events.reports.results.run",
    "events.certificates.rehearsal.run",
    "events.selection.rehearsal.run",
    "events.conflicts.rehearsal.run",
    "events.drafting.rehearsal.run",
    "events.editor.rehearsal.run",
    "events.releases.rehearsal.run",
    "events.agenda.rehearsal.run",
    "events.imports.rehearsal.run",
    "pledges.rehearsal.run",
    "forum.translations.rehearsal.run",
    "forum.outcomes.rehearsal.run",
    "forum.search.indexing.after_rehearsal",
]
BENCH_BUILDERS: list[str] = [
    "accounts.registration.bench.build",
    "events.programme.bench.build",
    "pledges.coverage.bench.build",
]  # (edition, size) -> None: fills the forum that is measured
BENCH_PAGES: list[str] = [
    "accounts.registration.bench.pages",
    "events.programme.bench.pages",
    "pledges.coverage.bench.pages",
]  # (edition) -> the pages to measure
BENCH_FORGETS: list[str] = [
    "events.editor.findings.forget",
    "events.releases.reading.forget",
]  # () -> None: lets go what this process keeps, before a page is measured cold
BENCH_DROPS: list[str] = [
    "events.releases.files.drop",
]  # () -> None: removes from the database what is stored of pages, before one is measured as it is drawn
