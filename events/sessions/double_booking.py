"""What refuses two active sessions in one room at one time on SQLite."""

from forum.kit.guards import guard

# One room, one session at a time. PostgreSQL has an exclusion constraint (migration 0001), SQLite these triggers.
_TAKEN = (
    "NEW.room_id IS NOT NULL AND NEW.starts_at IS NOT NULL AND NEW.ends_at IS NOT NULL "
    "AND NEW.status IN ('scheduled', 'published', 'held', 'reported') "
    "AND EXISTS (SELECT 1 FROM events_session other WHERE other.id <> NEW.id AND other.room_id = NEW.room_id "
    "AND other.status IN ('scheduled', 'published', 'held', 'reported') "
    "AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at)"
)
for _event in ("insert", "update"):
    guard(
        f"session_room_once_{_event}",
        "events_session",
        sqlite=(
            f"CREATE TRIGGER session_room_once_{_event} AFTER {_event} ON events_session "
            f"WHEN {_TAKEN} BEGIN SELECT RAISE(ABORT, 'session_room_once'); END"
        ),
        postgres="",
    )
