"""How large a forum the bench builds, by name, and what it asks for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    name: str
    delegations: int
    sessions: int
    rooms: int
    days: int
    people: int  # with roles in sessions
    registrants: int
    pledges: int


SIZES = {
    size.name: size
    for size in (
        Size("small", delegations=12, sessions=20, rooms=3, days=2, people=12, registrants=30, pledges=25),
        Size("imrf", delegations=193, sessions=400, rooms=12, days=5, people=600, registrants=3000, pledges=2000),
    )
}


@dataclass(frozen=True)
class Ask:
    """A page to measure: asked for by nobody in particular, or by the person with this e-mail address."""

    page: str
    path: str
    who: str = ""
    stored: bool = False  # in the database, whoever drew it first
