"""The texts of the site and their translations. `CONTRIBUTING.md` tells how to translate."""

import json
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import to_locale

from forum.kit import catalogues


class Command(BaseCommand):
    help = "Bring the catalogues up to date with the sources (no option), check, compile, list or fill them."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail on a text that is missing, stale or wrong")
        parser.add_argument("--compile", action="store_true", help="compile catalogues that are newer than their .mo")
        parser.add_argument("--todo", metavar="LANGUAGE", help="print what is to be translated, as JSON lines")
        parser.add_argument("--all", action="store_true", help="with --todo: also what need not be translated")
        parser.add_argument("--fill", nargs=2, metavar=("FILE", "LANGUAGE"), help="put in translations, as JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            self.stdout.write(f"Compiled: {', '.join(catalogues.compile_stale()) or 'nothing was stale'}")
        elif options["check"]:
            self.check_all()
        elif options["todo"]:
            self.todo(known(options["todo"]), everything=options["all"])
        elif options["fill"]:
            self.fill(Path(options["fill"][0]), known(options["fill"][1]))
        else:
            self.update()

    def update(self) -> None:
        texts = catalogues.extracted()
        for language in catalogues.LANGUAGES:
            before = sum(catalogues.is_translated(message) for message in catalogues.read(language) if message.id)
            merged = catalogues.merged(language, texts)
            catalogues.write(language, merged)
            held = {catalogues.key(message) for message in merged if message.id and catalogues.is_translated(message)}
            missing = catalogues.wanted(language, texts).keys() - held
            counts = f"{len(held)} of {len(texts)} translated, {len(missing)} to do, {before - len(held)} dropped"
            self.stdout.write(f"{language}: {counts}")

    def check_all(self) -> None:
        problems = catalogues.problems(catalogues.extracted())
        for language, lines in problems.items():
            self.stderr.write("\n".join(f"{language}: {line}" for line in lines))
        if problems:
            raise CommandError("The catalogues are not in order. `manage.py messages` brings them up to date.")
        self.stdout.write("The catalogues are in order.")

    def todo(self, language: str, everything: bool) -> None:
        texts = catalogues.extracted()
        merged = {catalogues.key(message): message for message in catalogues.merged(language, texts) if message.id}
        for text in merged if everything else catalogues.wanted(language, texts):
            if not catalogues.is_translated(merged[text]):
                self.stdout.write(json.dumps(described(merged[text], language), ensure_ascii=False))

    def fill(self, file: Path, language: str) -> None:
        catalogue = catalogues.merged(language, catalogues.extracted())
        by_name = {catalogues.name(message): message for message in catalogue if message.id}
        refused, taken = [], 0
        for line in filter(str.strip, file.read_text().splitlines()):
            entry = json.loads(line)
            message = by_name.get(entry["id"])
            if message is None:
                refused.append(f"{entry['id']}: no such text any more")
                continue
            said = entry["msgstr"]
            message.string = said if isinstance(message.id, str) else tuple([said] if isinstance(said, str) else said)
            message.flags.discard("fuzzy")
            wrong = list(catalogues.faults(message, language))
            if wrong or not catalogues.is_translated(message):
                refused.append(f"{entry['id']}: {'; '.join(wrong) or 'empty'}: {catalogues.ids(message)[0]!r}")
                message.string = "" if isinstance(message.id, str) else ("",) * catalogue.num_plurals
            else:
                taken += 1
        catalogues.write(language, catalogue)
        self.stdout.write(f"{language}: {taken} taken, {len(refused)} refused")
        if refused:
            raise CommandError("\n".join(refused))


def known(language: str) -> str:
    if to_locale(language) not in catalogues.LANGUAGES:
        raise CommandError(f"{language} is none of {', '.join(catalogues.LANGUAGES)}.")
    return to_locale(language)


def described(message: Message, language: str) -> dict[str, Any]:
    """A text for a translator; `forms` are the first numbers that take each plural form."""
    entry: dict[str, Any] = {
        "id": catalogues.name(message),
        "msgid": catalogues.ids(message)[0],
        "references": sorted({path for path, _line in message.locations}),
    }
    if len(catalogues.ids(message)) > 1:
        entry |= {"plural": catalogues.ids(message)[1], "forms": catalogues.numbers(language)}
    if message.context:
        entry["context"] = message.context
    if message.auto_comments:
        entry["comment"] = " ".join(message.auto_comments)
    return entry
