"""Sections for documents: every kind of block in each language; and what people should never write."""

from django.utils.translation import get_language

from forum.editions.models import Edition
from forum.outcomes.blocks import Bar, Block, Figure, Heading, ListBlock, Paragraph, Run, Table, text

WORDS = {
    "ar": "استعرض المنتدى التقدم المحرز في تنفيذ الأهداف",
    "en": "The forum reviewed progress on the objectives",
    "es": "El foro examinó los avances en los objetivos",
    "fr": "Le forum a examiné les progrès accomplis",
    "ru": "Форум рассмотрел ход достижения целей",
    "zh-hans": "论坛审查了各项目标的进展情况龙龘",
}
HOSTILE = [
    '#import "x.typ"; #read("/etc/passwd") $ #{',
    "</w:t><w:p/> &amp; ]]> <script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\u202eright to left\u202c \u2067isolated \u0627\u0644",
    "W" * 10000,
    "emoji \U0001f600 private \ue000 control \x07\x1b thai \u0e01 unassigned \U0003fffe",
    "combining a\u0301\u0483\u20dd \u0627\u0301\u0654 \u4e2d\u0301 \u200d\ufe0f",
    "line\nbreak\ttab\u2028separator",
]


def words() -> str:
    return WORDS[get_language() or "en"]


def everything(edition: Edition) -> list[Block]:
    return [
        Heading(words()),
        Paragraph(text(words(), " ", ("8 sessions", f"/{edition.slug}/programme/"), ".")),
        Heading(words(), level=3),
        ListBlock([text(words()), [Run("Words of a participant (in brackets)", "", "en")]]),
        Table(words(), [words(), "Number"], [[text(words()), text(("3", "/pledges/"))]], numeric=[1]),
        Figure(words(), [Bar(words(), 5, "/pledges/"), Bar("None", 0, "/pledges/")], words(), "Number"),
        Heading("Third"),
        Paragraph(text(words())),
    ]


def hostile(edition: Edition) -> list[Block]:
    blocks: list[Block] = [Heading("Hostile")]
    for each in HOSTILE:
        blocks += [
            Heading(each, level=3),
            Paragraph([Run(each, "javascript:alert(1)", "xx")]),
            ListBlock([text(each), text((each, "//evil.example/"))]),
            Table(each, [each, each], [[text(each), text(each)]]),
            Figure(each, [Bar(each, 10**9, each)], each, each),
        ]
    return [*blocks, Figure("Empty", []), ListBlock([]), Table("Empty", ["A"], [])]
