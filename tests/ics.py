"""A reader of calendar files that knows nothing of ours: the lines of RFC 5545, strictly, and zones by their own words.

Whatever a rule of the format forbids fails here. Hours are turned into instants by the file's own VTIMEZONE alone.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

LINE = re.compile(r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]+))*):(?P<value>.*)", re.S)
ESCAPED = re.compile(r"\\([\\;,nN])")
REQUIRED = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"}
ONCE = REQUIRED | {"DTEND", "LOCATION", "DESCRIPTION", "URL", "LAST-MODIFIED"}


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", self.value), f"not escaped: {self.value}"
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def one(self, name: str) -> Property:
        found = self.all(name)
        assert len(found) == 1, f"{self.name} has {len(found)} {name}"
        return found[0]

    def text(self, name: str) -> str:
        return self.one(name).text


@dataclass
class Calendar:
    root: Component
    zones: dict[str, Component]

    @property
    def events(self) -> dict[str, Component]:
        """By their title."""
        return {each.text("SUMMARY"): each for each in self.root.parts if each.name == "VEVENT"}

    def moment(self, event: Component, name: str) -> datetime | date:
        found = event.one(name)
        if found.parameters.get("VALUE") == "DATE":
            return datetime.strptime(found.value, "%Y%m%d").date()
        if found.value.endswith("Z"):
            assert "TZID" not in found.parameters
            return datetime.strptime(found.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        wall = datetime.strptime(found.value, "%Y%m%dT%H%M%S")
        return (wall - offset_at(self.zones[found.parameters["TZID"]], wall)).replace(tzinfo=UTC)


def read(content: bytes) -> Calendar:
    root = parsed(unfolded(content))
    assert root.name == "VCALENDAR"
    assert root.one("VERSION").value == "2.0"
    assert root.one("PRODID").value
    zones = {each.one("TZID").value: each for each in root.parts if each.name == "VTIMEZONE"}
    for zone in zones.values():
        assert zone.parts
        for rule in zone.parts:
            assert rule.name in ("STANDARD", "DAYLIGHT")
            assert {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} <= {each.name for each in rule.properties}
    uids = []
    for event in (each for each in root.parts if each.name == "VEVENT"):
        assert {each.name for each in event.properties} >= REQUIRED
        for name in ONCE:
            assert len(event.all(name)) <= 1, name
        assert event.one("STATUS").value in ("CONFIRMED", "TENTATIVE", "CANCELLED")
        assert event.one("SEQUENCE").value.isdigit()
        for name in ("DTSTART", "DTEND"):
            assert all(each.parameters.get("TZID", "") in {"", *zones} for each in event.all(name))
        uids.append(event.one("UID").value)
    assert len(uids) == len(set(uids)), "one UID twice"
    return Calendar(root, zones)


def unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    lines: list[str] = []
    for each in raw:
        assert len(each) <= 75, f"{len(each)} octets: {each!r}"
        text = each.decode()  # no letter is cut in two
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text), f"a sign that may not be there: {text!r}"
        if text.startswith((" ", "\t")):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def parsed(lines: list[str]) -> Component:
    top = Component("")
    stack = [top]
    for line in lines:
        found = LINE.fullmatch(line)
        assert found, f"no line of a calendar: {line}"
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            part = Component(value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            assert stack.pop().name == value
        else:
            pairs = [each.split("=", 1) for each in found["parameters"].split(";")[1:]]
            stack[-1].properties.append(Property(name, {key: word.strip('"') for key, word in pairs}, value))
    assert stack == [top]
    assert len(top.parts) == 1
    return top.parts[0]


def offset_at(zone: Component, wall: datetime) -> timedelta:
    """What the rule says that began last before this hour of the wall."""
    began = [
        (datetime.strptime(each.one("DTSTART").value, "%Y%m%dT%H%M%S"), offset(each.one("TZOFFSETTO").value))
        for each in zone.parts
    ]
    assert min(began)[0] <= wall, "the zone does not say what held then"
    return max(each for each in began if each[0] <= wall)[1]


def offset(value: str) -> timedelta:
    found = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", value)
    assert found, value
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return size if found[1] == "+" else -size
