"""A document as a Word file to be edited: real styles and numbering, right to left where its language is."""

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from forum.outcomes.directions import is_rtl
from forum.outcomes.numbering import Data
from forum.outcomes.pdf import picture, widths

CODES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh-hans": "zh-CN"}
FACES = {"ascii": "Georgia", "hAnsi": "Georgia", "cs": "Times New Roman", "eastAsia": "SimSun"}
INK, QUIET = RGBColor(0x1B, 0x21, 0x27), RGBColor(0x5C, 0x65, 0x6E)
SIZES: dict[str, float] = {
    "Normal": 11,
    "Title": 24,
    "Heading 1": 15,
    "Heading 2": 12,
    "Caption": 9,
    "Footer": 8,
    "Table text": 9.5,
    "Table head": 9.5,
}
QUIETLY = ("Caption", "Footer")
BOLD = ("Title", "Heading 1", "Heading 2", "Table head")
WIDTH = 16.2  # centimetres of text
# The order that the format wants its elements in: what may follow a new one.
AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
    "w:sectPr",
)
AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")


class Writer:
    """One Word file in the making."""

    def __init__(self, paper: Data) -> None:
        self.paper = paper
        self.rtl: bool = paper["rtl"]
        self.word: Word = docx.Document()
        self.styles()
        self.section()

    def styles(self) -> None:
        styles = self.word.styles
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        code = CODES[self.paper["language"]]
        faces(defaults)
        set_child(defaults, "w:lang", {"w:val": code, "w:bidi": code, "w:eastAsia": code})
        for name in ("Table text", "Table head"):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        for name, size in SIZES.items():
            style = styles[name]
            style.font.size, style.font.color.rgb = Pt(size), QUIET if name in QUIETLY else INK
            style.font.bold = style.font.cs_bold = name in BOLD
            properties = style.element.get_or_add_rPr()
            faces(properties)
            set_child(properties, "w:szCs", {"w:val": str(int(size * 2))})
        styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Heading 1"].paragraph_format.space_before = Pt(20)
        styles["Table text"].paragraph_format.space_after = styles["Table head"].paragraph_format.space_after = Pt(2)
        styles["Caption"].paragraph_format.keep_with_next = True
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor(0x1B, 0x4F, 0x8F), True
        number_headings(self.word)

    def section(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        if self.rtl:
            section._sectPr.append(OxmlElement("w:bidi"))
        foot = section.footer.paragraphs[0]
        self.write(foot, [{"text": self.paper["foot"], "url": ""}])
        foot = section.footer.add_paragraph(style="Footer")
        self.write(foot, [])
        before, rest = self.paper["words"]["page"].split("{page}")
        between, after = rest.split("{pages}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            self.run(foot, text)
            if field:
                foot._p.append(
                    parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
                )

    def paragraph(self, runs: Iterable[Data], style: str = "Normal") -> Paragraph:
        paragraph = self.word.add_paragraph(style=style)
        self.write(paragraph, runs)
        return paragraph

    def write(self, paragraph: Paragraph, runs: Iterable[Data]) -> None:
        if self.rtl:
            paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)
        for run in runs:
            self.run(paragraph, run["text"], run["url"], run.get("language", ""))

    def run(self, paragraph: Paragraph, text: str, url: str = "", language: str = "") -> None:
        run = paragraph.add_run(text)
        properties = run._r.get_or_add_rPr()
        if self.rtl and (is_rtl(text) or not re.search(r"\w", text)):
            properties.insert_element_before(OxmlElement("w:rtl"), *AFTER_RTL)
        if language in CODES:
            set_child(properties, "w:lang", dict.fromkeys(("w:val", "w:bidi", "w:eastAsia"), CODES[language]))
        if url:
            run.style = "Hyperlink"
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            paragraph._p.append(link)
            link.append(run._r)

    def table(self, block: Data) -> None:
        table = self.word.add_table(rows=0, cols=len(block["heads"]), style="Table Grid")
        rule(table, rtl=self.rtl)
        shares = widths(block)
        heads = [{"runs": [{"text": head["text"], "url": ""}], "numeric": head["numeric"]} for head in block["heads"]]
        for number, row in enumerate([heads, *block["rows"]]):
            made = table.add_row()
            properties = made._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, source, share in zip(made.cells, row, shares, strict=True):
                cell.width = Cm(WIDTH * share / sum(shares))
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table text" if number else "Table head"
                self.write(paragraph, source["runs"])
                if source["numeric"]:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # the end side: it turns around with the paragraph
        self.word.add_paragraph()

    def figure(self, block: Data) -> None:
        self.word.add_picture(BytesIO(picture(self.paper, block)), width=Cm(16))
        drawing = self.word.paragraphs[-1]
        drawing.paragraph_format.keep_with_next = True
        drawing._p.find(f".//{qn('wp:docPr')}").set("descr", block["alt"])
        self.caption(block)
        self.table(block)

    def caption(self, block: Data) -> None:
        self.paragraph([{"text": block["words"], "url": ""}], "Caption")

    def block(self, block: Data) -> None:
        kind = block["block"]
        if kind == "heading":
            self.paragraph([{"text": block["text"], "url": ""}], f"Heading {block['level'] - 1}")
        elif kind == "paragraph":
            self.paragraph(block["runs"], "List Number")
        elif kind == "list":
            for runs in block["items"]:
                self.paragraph(runs, "List Bullet")
        elif kind == "table":
            self.caption(block)
            self.table(block)
        else:
            self.figure(block)

    def everything(self) -> None:
        self.paragraph([{"text": self.paper["kind"], "url": ""}])
        self.paragraph([{"text": self.paper["title"], "url": ""}], "Title")
        self.paragraph(self.paper["lead"])
        for line in self.paper["standing"]:
            self.paragraph(line)
        for block in self.paper["blocks"]:
            self.block(block)


def docx_file(paper: Data, *, made_at: datetime) -> bytes:
    writer = Writer(paper)
    writer.everything()
    properties = writer.word.core_properties
    properties.title, properties.author, properties.comments = paper["title"][:255], paper["author"], ""
    properties.language, properties.subject = CODES[paper["language"]], paper["kind"]
    properties.identifier = paper["code"]
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    file = BytesIO()
    writer.word.save(file)
    return file.getvalue()


def set_child(parent: Any, tag: str, values: dict[str, str]) -> None:
    child = parent.find(qn(tag))
    if child is None:
        child = OxmlElement(tag)
        parent.append(child)
    for name, value in values.items():
        child.set(qn(name), value)


def faces(properties: Any) -> None:
    """One face for each script; those of a theme would win."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    for script, face in FACES.items():
        fonts.set(qn(f"w:{script}"), face)
    properties.insert(0, fonts)


def rule(table: Table, *, rtl: bool) -> None:
    """Hairlines between rows, none between columns; columns from right to left where the language is."""
    properties = table._tbl.tblPr
    if rtl:
        properties.insert_element_before(
            OxmlElement("w:bidiVisual"),
            "w:tblStyleRowBandSize",
            "w:tblW",
            "w:jc",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblLook",
        )
    sides = {"top": "nil", "left": "nil", "bottom": "single", "right": "nil", "insideH": "single", "insideV": "nil"}
    lines = "".join(f'<w:{side} w:val="{kind}" w:sz="4" w:color="BDB7A9"/>' for side, kind in sides.items())
    properties.insert_element_before(
        parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"), "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )


def number_headings(word: Word) -> None:
    """Sections are numbered by Word itself, so that they stay right when one is added."""
    numbering = word.part.numbering_part.element
    levels = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/>'
        '<w:lvlText w:val="%1"/><w:lvlJc w:val="start"/>'
        '<w:pPr><w:ind w:start="432" w:hanging="432"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(list(numbering).index(numbering.find(qn("w:num"))), levels)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    properties = word.styles["Heading 1"].element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'),
        *("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )
