"""How a registration shows where it stands."""

from accounts.registration.models import RegistrationStatus, SpaceRegistration


def place_in_line(asked: SpaceRegistration) -> int:
    """1 for the first on the waiting list; 0 for who is not on it."""
    if asked.status != RegistrationStatus.WAITING:
        return 0
    line = SpaceRegistration.objects.filter(space=asked.space_id).in_line().values_list("pk", flat=True)
    return list(line).index(asked.pk) + 1
