"""The page of the editor that is asked for most, among what the bench measures."""

from events.programme.bench import OFFICER
from forum.bench.sizes import Ask
from forum.editions.models import Edition


def pages(edition: Edition) -> list[Ask]:
    return [Ask("data of the editor with all conflicts", f"/{edition.slug}/manage/editor/data.json", OFFICER)]
