"""Who may change a person: that person."""

from typing import Any

import rules


@rules.predicate
def is_oneself(user: Any, obj: Any) -> bool:
    return obj is not None and user.pk is not None and user.pk == obj.pk


rules.add_perm("accounts.edit_user", is_oneself)
