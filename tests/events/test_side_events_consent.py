"""Consent to a joint event counts for the texts that were on the page."""

from bs4 import BeautifulSoup

from events.models import Merger
from events.side_events import actions
from events.side_events.joining import suggest
from tests.cast import Cast
from tests.events.side_events import current, make_call, submitted


def test_consent_to_a_text_that_was_changed_meanwhile_is_refused_and_the_new_text_shown(cast: Cast) -> None:
    call = make_call(cast.edition, edits_allowed=True)
    ours = submitted(call, cast.organisations["ngo"], cast["ngo"])
    theirs = submitted(call, cast.organisations["city"], cast["city"], title="Classrooms, clinics and cards")
    merger = suggest(ours, theirs, by=cast["ngo"], word="We speak of the same doors.")
    url, client = merger.get_absolute_url(), cast.client("city")

    def form_of(page: bytes) -> dict[str, str]:
        found = BeautifulSoup(page, "html.parser").select_one('form[action$="/agree/"]')
        assert found is not None
        return {str(each["name"]): str(each.get("value", "")) for each in found.select("input[name]")}

    seen = form_of(client.get(url).content)
    actions.save(current(ours), by=cast["ngo"], changes={"title": "Another event altogether"})
    for sent in (seen, {**seen, "mark": ""}):
        answer = client.post(f"{url}agree/", sent)
        assert answer.status_code == 409
        assert "Somebody changed this meanwhile" in answer.content.decode()
        assert "Another event altogether" in answer.content.decode()
        assert Merger.objects.get().joined_agreed_at is None
        assert current(theirs).status == "submitted"
    client.post(f"{url}agree/", form_of(answer.content))
    assert Merger.objects.get().joined_agreed_at is not None, "who has read the new text consents to it"
