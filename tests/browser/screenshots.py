"""The pictures of the README, from a demonstration of its own: `make screenshots`."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(HOUSE))

from tests.servers import wait_until  # noqa: E402
from tests.site import Site  # noqa: E402

PLACE = HOUSE / "docs" / "screenshots"
DESK = {"viewport": {"width": 1280, "height": 900}}
DARK = {**DESK, "color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "is_mobile": True}
PICTURES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("home", "", "/", DESK),
    ("edition", "", "/imrf-2022/", DESK),
    ("programme", "", "/imrf-2022/programme/?day=2022-05-18", DESK),
    ("register", "", "/pledges/?edition=imrf-2022#coverage", DESK),
    ("register-dark", "", "/pledges/?edition=imrf-2022#coverage", DARK),
    ("edition-ar", "", "/imrf-2022/?lang=ar", DESK),
    ("pledge", "", "/pledges/RF27-P-0006/", DESK),
    ("desk", "ngo", "/desk/", DESK),
    ("board", "programme", "/rehearsal/manage/side-events/board/", DESK),
    ("editor", "programme", "/rehearsal/manage/editor/ then .days a >> nth=3", DESK),
    ("accreditation", "accreditation", "/rehearsal/manage/accreditation/", DESK),
    ("home-phone", "", "/", PHONE),
    ("programme-phone", "", "/imrf-2022/programme/", PHONE),
    ("register-ar-phone", "", "/pledges/?lang=ar", PHONE),
]


def main() -> None:
    program = shutil.which("chromium") or sys.exit("Chromium is not installed")
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        site = Site(Path(home), DEMO="1")
        site.start()
        try:
            wait_until(lambda: site.get("/healthz")[0] == 200, "the demo", within=240)
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for name, who, path, look in PICTURES:
                page = browser.new_page(base_url=f"http://localhost:{site.port}", locale="en-GB", **look)
                if who:
                    page.goto("/accounts/login/")
                    page.click(f'button[value="{who}@demo.example"]')
                    page.wait_for_url("**/desk/")
                address, _then, link = path.partition(" then ")
                answer = page.goto(address)
                assert answer is not None
                assert answer.ok, f"{address} answered {answer.status}"
                if link:
                    page.click(link)
                    page.wait_for_load_state("networkidle")
                page.screenshot(path=PLACE / f"{name}.png")
                page.context.close()
            browser.close()
        finally:
            site.end()


if __name__ == "__main__":
    main()
