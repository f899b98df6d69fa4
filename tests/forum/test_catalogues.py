"""The message catalogues: what is taken from the sources, what a check refuses, how a translation comes in."""

import json
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.core.management import CommandError, call_command
from django.utils import translation

from forum.checks import check_catalogues
from forum.kit import catalogues

pytestmark = pytest.mark.once

TEXTS = {
    "forum/words.py": """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
# Translators: the button
_("Send")
gettext_lazy("%(place)s is taken")
ngettext("%(count)s seat", "%(count)s seats", number)
pgettext("month", "May")
""",
    "templates/seat.html": """
<p>It's {% if seat %}
  {% blocktranslate count count=free trimmed %}
      <b>{{ count }}</b> seat
  {% plural %}
      <b>{{ count }}</b> seats
  {% endblocktranslate %}{% endif %}
 {% alert "info" _("No seat.") %}{{ seat.name|default:_("unnamed") }}
""",
    "templates/emails/seat.txt": "{% load i18n %}{% translate 'A seat for you' %}\n",
}


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/public.txt").write_text("# what visitors read\ntemplates/seat.html\n")
    monkeypatch.setattr(catalogues, "HOUSE", tmp_path)
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path / "locale")
    return tmp_path


def messages(*args: str) -> str:
    out = StringIO()
    call_command("messages", *args, stdout=out, stderr=out)
    return out.getvalue()


def todo(language: str, *args: str) -> dict[str, dict]:
    return {entry["msgid"]: entry for entry in map(json.loads, messages("--todo", language, *args).splitlines())}


def fill(house: Path, language: str, **said: str | list[str]) -> str:
    """Translations by the text; spaces are written as underscores."""
    known = todo(language, "--all")
    lines = [{"id": known[text.replace("_", " ")]["id"], "msgstr": words} for text, words in said.items()]
    (house / "filled.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return messages("--fill", str(house / "filled.jsonl"), language)


def complaints() -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("messages", "--check", stdout=out, stderr=out)
    return out.getvalue()


ARABIC = {
    "Send": "أرسل",
    "%(place)s is taken": "%(place)s محجوز",
    "%(count)s seat": ["لا مقاعد", "مقعد واحد", "مقعدان", "%(count)s مقاعد", "%(count)s مقعدا", "%(count)s مقعد"],
    "May": "أيار/مايو",
    "<b>%(count)s</b> seat": ["<b>%(count)s</b> مقعد"] * 6,
    "No seat.": "لا مقعد.",
    "unnamed": "بلا اسم",
    "A seat for you": "مقعد لك",
}


def test_every_text_of_code_pages_and_mails_is_found() -> None:
    found = todo("ar")
    assert found.keys() == ARABIC.keys()
    assert found["Send"]["comment"] == "Translators: the button"
    assert found["May"]["context"] == "month"
    assert found["Send"]["references"] == ["forum/words.py"]
    assert found["%(count)s seat"]["plural"] == "%(count)s seats"
    assert [form[0] for form in found["%(count)s seat"]["forms"]] == [0, 1, 2, 3, 11, 100]


def test_a_language_that_is_not_complete_needs_only_what_is_public() -> None:
    assert todo("es").keys() == {"<b>%(count)s</b> seat", "No seat.", "unnamed"}
    assert todo("es", "--all").keys() == ARABIC.keys()


def test_a_text_that_is_missing_or_stale_fails_the_check(house: Path) -> None:
    messages()
    assert "ar: missing: 'Send'" in complaints()
    assert "es: missing: 'Send'" not in complaints()
    fill(house, "ar", Send="أرسل")
    assert "ar: missing: 'Send'" not in complaints()
    (house / "forum/words.py").write_text('_("Post")')
    assert "ar: stale, no longer in the sources: 'Send'" in complaints()
    assert "ar: not in the catalogue: 'Post'" in complaints()
    messages()
    assert "stale" not in complaints()
    assert "Send" not in catalogues.po("ar").read_text()


def test_what_is_complete_passes_and_is_read(house: Path, settings: object) -> None:
    messages()
    known = todo("ar")
    for language in catalogues.LANGUAGES:
        count = len(catalogues.numbers(language))
        lines = []
        for text, entry in known.items():
            plural = "plural" in entry
            said = (ARABIC[text] if language == "ar" else [entry["plural"]] * count) if plural else text
            lines.append(json.dumps({"id": entry["id"], "msgstr": ARABIC[text] if language == "ar" else said}))
        (house / "filled.jsonl").write_text("\n".join(lines))
        assert "0 refused" in messages("--fill", str(house / "filled.jsonl"), language)
    assert "in order" in messages("--check")
    before = catalogues.po("ar").read_bytes()
    messages()
    assert catalogues.po("ar").read_bytes() == before
    assert catalogues.compile_stale() == sorted(catalogues.LANGUAGES)
    assert catalogues.compile_stale() == []
    settings.LOCALE_PATHS = [house / "locale"]  # type: ignore[attr-defined]
    translation.trans_real._translations = {}
    with translation.override("ar"):
        assert translation.gettext("Send") == "أرسل"
        assert translation.pgettext("month", "May") == "أيار/مايو"
        forms = [translation.ngettext("%(count)s seat", "%(count)s seats", n) for n in (0, 1, 2, 3, 11, 100)]
        assert forms == ARABIC["%(count)s seat"]
    translation.trans_real._translations = {}


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        ("%(place)s is taken", "%(ort)s est pris", "placeholders"),
        ("%(place)s is taken", "est pris", "placeholders"),
        ("%(place)s is taken", "%(place)s est pris à 100 %", "percent"),
        (("<b>%(count)s</b> seat", "<b>%(count)s</b> seats"), ("<i>%(count)s</i> place", "<i>%(count)s</i> p"), "tags"),
        (("%(count)s seat", "%(count)s seats"), ("une place", "%(count)s places"), "placeholders"),  # 0 takes it too
        (("%(count)s seat", "%(count)s seats"), ("%(count)s place",), "forms"),
        ("Send\n", "Envoyer", "line break"),
        ("Hello {name}", "Bonjour {nom}", "placeholders"),
        ("Sent", "Envoyé !", "exclamation"),
    ],
)
def test_a_wrong_translation_is_refused(text: str, said: str, fault: str) -> None:
    assert fault in " ".join(catalogues.faults(Message(text, said), "fr"))


def test_what_a_translator_sends_wrong_is_named_and_not_taken(house: Path) -> None:
    with pytest.raises(CommandError, match="placeholders: %\\(place\\)s"):
        fill(house, "fr", **{"%(place)s is taken": "pris", "Send": "Envoyer"})
    assert "Send" not in todo("fr")
    assert "%(place)s is taken" in todo("fr")


def test_a_fuzzy_text_fails_the_check_and_stays_fuzzy(house: Path) -> None:
    fill(house, "ar", Send="أرسل")
    path = catalogues.po("ar")
    path.write_text(path.read_text().replace('msgid "Send"', '#, fuzzy\nmsgid "Send"'))
    messages()
    assert "ar: fuzzy: 'Send'" in complaints()


def test_a_language_that_is_not_offered_is_refused() -> None:
    with pytest.raises(CommandError, match="xx is none of ar, es, fr, ru, zh_Hans"):
        messages("--todo", "xx")


def test_a_deployment_without_compiled_translations_is_refused(house: Path) -> None:
    messages()
    assert ["ar, es, fr, ru, zh_Hans" in fault.msg for fault in check_catalogues()] == [True]
    assert "Compiled: ar" in messages("--compile")
    assert check_catalogues() == []
