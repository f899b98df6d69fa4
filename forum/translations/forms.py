"""The texts of one object in one language, each beside its original."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from forum.kit.answers import VersionedForm
from forum.kit.translated import Text, Translated

LONG = 200
ROWS = 8


class TranslationForm(VersionedForm):
    written_in = forms.ChoiceField(label=_("The original is written in"), choices=settings.LANGUAGES)

    def __init__(self, obj: Translated, language: str, *args: Any, **kwargs: Any) -> None:
        held = {name: lines(obj.translation(name, language)) for name in obj.originals()}
        initial = {**held, "written_in": obj.language, "version": obj.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.originals = obj.originals()
        stale = obj.stale(language)
        script = {"lang": language, "dir": "rtl" if get_language_info(language)["bidi"] else "ltr"}
        for name, text in self.originals.items():
            most = obj.longest(name)
            is_long = isinstance(text, list) or len(text) > LONG or "\n" in text
            widget = forms.Textarea({**script, "rows": ROWS}) if is_long else forms.TextInput(script)
            self.fields[name] = forms.CharField(
                label=capfirst(obj.label(name)),
                required=False,
                max_length=most,
                widget=widget,
                help_text=_("One a line.") if isinstance(text, list) else "",
            )
            self.fields[name].is_stale = name in stale  # type: ignore[attr-defined]

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        return [(lines(text), self[name]) for name, text in self.originals.items()]

    def texts(self) -> dict[str, Text]:
        return {
            name: [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
            if isinstance(text, list)
            else self.cleaned_data[name]
            for name, text in self.originals.items()
        }


def lines(text: Text) -> str:
    return "\n".join(text) if isinstance(text, list) else text
