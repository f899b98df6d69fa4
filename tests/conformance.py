"""What valid HTML is, beyond what a parser repairs: every fault of a page, in words."""

import re
from collections import Counter
from collections.abc import Iterator

from justhtml import JustHTML

INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "label"}
BLOCKS = {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"}
BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
}
PHRASING_ONLY = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "button",
    "label",
    "legend",
    "summary",
    "em",
    "strong",
}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup"},
    "datalist": {"option"},
}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "figcaption": {"figure"},
    "legend": {"fieldset"},
}
NAMED = {"a", "button", "h1", "h2", "h3", "h4", "legend", "caption", "summary", "label"}
HEADED = {"legend", "summary"}  # these may hold a heading
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "list", "form")
BOOLEAN = {"checked", "disabled", "hidden", "multiple", "open", "readonly", "required", "selected", "autofocus"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", re.IGNORECASE)
DAY = r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])"
CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?"
TIME = re.compile(rf"{DAY}([T ]{CLOCK}(Z|[+-]\d\d:?\d\d)?)?|{CLOCK}|\d{{4}}(-\d\d)?|P[0-9DTHMS]+")


def faults(html: bytes | str) -> list[str]:
    page = JustHTML(html, collect_errors=True, sanitize=False, scripting_enabled=False)
    found = [f"{error.code} in line {error.line}" for error in page.errors]
    elements = list(walk(page.root))
    ids = Counter(str(each.attrs["id"]) for each in elements if "id" in each.attrs)
    found += [f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1]
    found += [f"an id with a space: {name!r}" for name in ids if not name or re.search(r"\s", name)]
    for each in elements:
        found += [f"{words}: {shown(each)}" for words in faults_of(each, set(ids))]
    found += faults_of_page(elements)
    return found


def walk(node: object) -> Iterator[object]:
    for child in getattr(node, "children", None) or []:
        if not child.name.startswith(("#", "!")):
            yield child
            yield from walk(child)


def shown(each: object) -> str:
    given = "".join(f' {name}="{str(value)[:60]}"' for name, value in each.attrs.items())
    return f"<{each.name}{given}>"[:160]


def above(each: object) -> Iterator[object]:
    while (each := each.parent) is not None and not each.name.startswith(("#", "!")):
        yield each


def is_named(each: object) -> bool:
    inside = each.to_text(strip=True) if each.children else ""
    named = any(child.attrs.get("alt") or child.attrs.get("aria-label") for child in walk(each))
    return bool(inside or named or each.attrs.get("aria-label") or each.attrs.get("aria-labelledby"))


def faults_of(each: object, ids: set[str]) -> Iterator[str]:
    name, given, parent = each.name, each.attrs, each.parent
    for pointer in POINTERS:
        for target in str(given.get(pointer) or "").split():
            if target not in ids:
                yield f"{pointer} points to nothing"
    if str(given.get("href") or "").startswith("#") and len(given["href"]) > 1 and given["href"][1:] not in ids:
        yield "a link to a place that is not on the page"
    ancestors = {each.name for each in above(each)}
    if name in INTERACTIVE - {"label"} and ancestors & {"a", "button", "summary"} and given.get("type") != "hidden":
        yield "one control within another"
    if name == "label" and ancestors & {"a", "button", "label"}:
        yield "one control within another"
    if name in BLOCKS and parent.name in PHRASING_ONLY and not (parent.name in HEADED and name[0] == "h"):
        yield f"a block within <{parent.name}>"
    if parent.name in CHILDREN and name not in CHILDREN[parent.name] | {"script", "template"}:
        yield f"no child of <{parent.name}>"
    if name in PARENTS and parent.name not in PARENTS[name]:
        yield f"no child of <{parent.name}>"
    if name == "form" and "form" in ancestors:
        yield "a form within another"
    if (name in NAMED or (name == "th" and given.get("scope"))) and not is_named(each):
        yield "says nothing"
    if name == "img" and "alt" not in given:
        yield "a picture without words"
    if name == "time" and not TIME.fullmatch(str(given.get("datetime") or each.to_text(strip=True))):
        yield "no time"
    if "lang" in given and not LANGUAGE.fullmatch(str(given["lang"])):
        yield "no language"
    if "dir" in given and given["dir"] not in {"ltr", "rtl", "auto"}:
        yield "no direction"
    if "style" in given or name == "style" or (name == "script" and not given.get("src")):
        yield "style or script within the page"
    if any(attribute.startswith("on") for attribute in given):
        yield "script within the page"
    if any(str(given.get(source) or "").startswith(("data:", "javascript:")) for source in ("src", "href", "action")):
        yield "an address that carries its content"
    can_be_named = given.get("id") or given.get("aria-label") or given.get("type") in {"hidden", "submit"}
    if name in {"input", "select", "textarea"} and not can_be_named and "label" not in ancestors:
        yield "a field that no label can name"
    if name == "dl" and not {child.name for child in walk(each)} & {"dt"}:
        yield "a list without terms"
    for boolean in BOOLEAN & set(given):
        if boolean != "hidden" and given[boolean] not in (None, "", boolean):
            yield f"{boolean} with a value"


def faults_of_page(elements: list[object]) -> Iterator[str]:
    names = Counter(each.name for each in elements)
    for name in ("html", "head", "title", "body", "main", "h1"):
        if names[name] != 1:
            yield f"{names[name]} of <{name}>"
    page = next((each for each in elements if each.name == "html"), None)
    if page is not None and not page.attrs.get("lang"):
        yield "a page in no language"
    level = 1  # navigation may come before the title
    for each in elements:
        if re.fullmatch("h[1-6]", each.name):
            if int(each.name[1]) > level + 1:
                yield f"h{each.name[1]} after h{level}: {each.to_text(strip=True)[:60]}"
            level = int(each.name[1])
