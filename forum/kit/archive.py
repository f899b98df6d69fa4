"""Reading the archive's files, which stand beside the area that imports them."""

import json
from pathlib import Path
from typing import Any


def read(module_file: str, name: str) -> dict[str, Any]:
    """The file `data/<name>` beside the module: `read(__file__, "lenses.json")`."""
    return json.loads((Path(module_file).parent / "data" / name).read_text(encoding="utf-8"))
