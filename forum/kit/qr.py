"""A QR code as a picture inside the page: no style, no data address, as the policy of the site wants it."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(address: str) -> SafeString:
    """Whoever shows it writes the address beside it, as a link: the picture says nothing to who cannot see it."""
    code = segno.make(address, error="m", micro=False)
    picture = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass="")
    return mark_safe(picture.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))
