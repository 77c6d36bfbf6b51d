"""A judge of its own for what we answer: the standard's schemas, read as they stand, and nothing of our reader."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

NOT_YET = {"capacities", "additional_urls", "additional_websites"}  # of 3.1-dev: read, kept, and said beside the rest
TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "array": list,
    "object": dict,
    "boolean": bool,
    "integer": int,
}


class Schemas:
    """The source schemas of a folder; each names others by their file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, Any] = {}

    def of(self, name: str) -> Any:
        if name not in self.read:
            self.read[name] = json.loads((self.folder / name).read_text())
        return self.read[name]

    def faults(self, name: str, value: Any) -> list[str]:
        """All that the schema of that file refuses, and each field that it does not know."""
        return list(self._faults(self.of(f"{name}.json"), value, name))

    def _faults(self, schema: Any, value: Any, at: str) -> Iterator[str]:
        if "$ref" in schema:
            schema = {**self.of(schema["$ref"].split("/")[-1].split("#")[0]), **schema}
        kind = schema.get("type")
        if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
            yield f"{at}: {value!r} is no {kind}"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{at}: {value!r} is none of {schema['enum']}"
        if "format" in schema and isinstance(value, str) and not fits(schema["format"], value):
            yield f"{at}: {value!r} is no {schema['format']}"
        if isinstance(value, dict) and "properties" in schema:
            yield from (f"{at}.{name} is missing" for name in schema.get("required", []) if name not in value)
            for name, one in value.items():
                if name in schema["properties"]:
                    yield from self._faults(schema["properties"][name], one, f"{at}.{name}")
                elif name not in NOT_YET:
                    yield f"{at}.{name} is no field"
        if isinstance(value, list) and "items" in schema:
            for n, one in enumerate(value):
                yield from self._faults(schema["items"], one, f"{at}[{n}]")


def fits(wanted: str, text: str) -> bool:
    try:
        if wanted == "uuid":
            UUID(text)
        elif wanted == "date-time":
            return datetime.fromisoformat(text).tzinfo is not None
        elif wanted == "uri":
            return bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s]+", text, re.I))
        elif wanted == "email":
            return bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text))
    except ValueError:
        return False
    return True
