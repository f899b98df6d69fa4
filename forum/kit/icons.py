"""The one set of icons: 24 by 24, strokes of 2, drawn in the colour of the text. A word always stands beside them."""

_RING = '<circle cx="12" cy="12" r="9"/>'
_DASHED_RING = '<circle cx="12" cy="12" r="9" stroke-dasharray="3.8 3.27"/>'
_PAGE = '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/>'

ICONS: dict[str, str] = {
    "arrow-back": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "arrow-next": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "bars": '<path d="M4 20V10m5.5 10V4M15 20v-8m5 8V7"/>',
    "bell": '<path d="M6 17V10a6 6 0 0 1 12 0v7m-14 0h16M10 20.5h4"/>',
    "bookmark": '<path d="M7 3h10v18l-5-4.5L7 21z"/>',
    "box": '<path d="M4 9h16v11H4zM3 4h18v5H3zm7 9h4"/>',
    "building": '<path d="M5 21V4h9v17M14 10h5v11M3 21h18M8.5 8h2m-2 4h2m-2 4h2"/>',
    "calendar": '<path d="M4 5.5h16V20H4zM4 10h16M8 3v4m8-4v4"/>',
    "circle": _RING,
    "clock": _RING + '<path d="M12 7v5.2l3.4 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "dash": _RING + '<path d="M8 12h8"/>',
    "dashed-circle": _DASHED_RING,
    "document": _PAGE + '<path d="M9 12h6m-6 4h6"/>',
    "door": '<path d="M10 4H4.5v16H10M9 12h11m-4-4 4 4-4 4"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "down": '<path d="M12 5v14m-5-5 5 5 5-5"/>',
    "envelope": '<path d="M3 5.5h18v13H3zm0 1 9 6.5 9-6.5"/>',
    "external": '<path d="M13 4h7v7m0-7-9 9M18 14v6H4V6h6"/>',
    "filled-check": '<circle class="solid" cx="12" cy="12" r="10"/><path class="cut" d="m7.5 12.3 3 3 6-6.3"/>',
    "flag": '<path d="M6 21V4h12l-2.5 4L18 12H6"/>',
    "folder": '<path d="M3 6h6l2 2.5h10V19H3z"/>',
    "globe": _RING
    + '<path d="M3 12h18M12 3c2.8 2.6 3.9 5.6 3.9 9S14.8 18.4 12 21c-2.8-2.6-3.9-5.6-3.9-9S9.2 5.6 12 3z"/>',
    "grid": '<path d="M4 4h6.5v6.5H4zm9.5 0H20v6.5h-6.5zM4 13.5h6.5V20H4zm9.5 0H20V20h-6.5z"/>',
    "half-circle": _RING + '<path class="solid" d="M12 3a9 9 0 0 1 0 18z"/>',
    "home": '<path d="m3 11.5 9-8 9 8M6 9.5V20h12V9.5M10 20v-6h4v6"/>',
    "info": _RING + '<path d="M12 11v5.5m0-9v.3"/>',
    "joined-arrows": '<path d="M5 4c0 5 7 4.5 7 9.5M19 4c0 5-7 4.5-7 9.5V20m-3.5-3.5L12 20l3.5-3.5"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1.3 1.3'
        'M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.3-1.3"/>'
    ),
    "list": '<path d="M9 6h12M9 12h12M9 18h12M4 6h.5M4 12h.5M4 18h.5"/>',
    "lock": '<path d="M5 11h14v10H5zm3 0V7.5a4 4 0 0 1 8 0V11"/>',
    "minus-circle": _RING + '<path d="M7.5 12h9"/>',
    "open-check": '<path d="m4 12.5 5.5 5.5L20 6.5"/>',
    "pause": _RING + '<path d="M9.5 8.5v7m5-7v7"/>',
    "pencil": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/>'
        '<path d="M2.5 20c.4-4 2.9-6 6.5-6s6.1 2 6.5 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.6 3.5 5.4"/>'
    ),
    "person": '<circle cx="12" cy="7.5" r="4"/><path d="M4.5 21c.4-4.7 3.2-7 7.5-7s7.1 2.3 7.5 7"/>',
    "pin": (
        '<path d="M12 21.5C8 16.5 5.5 13.2 5.5 9.5a6.5 6.5 0 0 1 13 0c0 3.7-2.5 7-6.5 12z"/>'
        '<circle cx="12" cy="9.5" r="2.3"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V3h10v6M7 17H3.5V9h17v8H17M7 14h10v7H7z"/>',
    "question": _RING + '<path d="M9.3 9.7a2.7 2.7 0 1 1 4.2 2.2c-1 .7-1.5 1.1-1.5 2.2m0 2.9v.3"/>',
    "redo": '<path d="M20 9H9.5a5 5 0 0 0 0 10H15m.5-14.5L20 9l-4.5 4.5"/>',
    "return": '<path d="M4 9h10.5a5 5 0 0 1 0 10H9M8.5 4.5 4 9l4.5 4.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "shield": '<path d="M12 3 4.5 5.7V11c0 4.7 2.7 7.9 7.5 10 4.8-2.1 7.5-5.3 7.5-10V5.7zM8.5 11.8l2.5 2.5 4.5-4.8"/>',
    "silent": _DASHED_RING + '<path d="M8.5 12h7"/>',
    "speech": '<path d="M4 5h16v11h-9l-4.5 4v-4H4z"/>',
    "target": _RING + '<circle cx="12" cy="12" r="4"/>',
    "triangle": '<path d="M12 3.5 22 20.5H2zM12 10v4.5m0 2.7v.3"/>',
    "up": '<path d="M12 19V5m-5 5 5-5 5 5"/>',
    "upload": '<path d="M12 16V5M7 9.5 12 4.5l5 5M4 20h16"/>',
    "video": '<path d="M3 6.5h12v11H3zm12 4 6-3.5v10l-6-3.5z"/>',
}
DIRECTED = frozenset({"arrow-back", "arrow-next", "redo", "return", "door", "list", "external", "speech"})


def draw(name: str) -> str:
    """The SVG of an icon; an unknown name is an error, not an empty place."""
    flip = " flip" if name in DIRECTED else ""
    return f'<svg class="icon{flip}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>'
