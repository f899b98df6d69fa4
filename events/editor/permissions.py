"""Who takes back and does again in the editor; the acts themselves are those of sessions."""

import rules

from events.sessions.permissions import is_programme

for _verb in ("undo", "redo"):
    rules.add_perm(f"events.{_verb}_session", is_programme)
