"""The OpenAPI document of all that is here."""

from typing import Any

from driveout.api.shapes import SHAPES, Shape

VERSION = "1.0.0"
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
MOST_PAGES = 10_000
JSON = "application/json"
TOO_FAR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
PAGE = {
    "name": "page", "in": "query", "required": False, "description": "From 1 on.",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
}  # fmt: skip


def document() -> dict[str, Any]:
    """As OpenAPI 3.1 has it; the same for all who ask."""
    paths = {
        "/api/v1/": _path("index", "What is here.", _answer("What is here.", {"type": "object"})),
        "/api/v1/openapi.json": _path("document", "This document.", _answer("OpenAPI 3.1.", {"type": "object"})),
        **{f"/api/v1/{shape.name}": _rows(shape) for shape in SHAPES},
        "/api/v1/data.zip": _path(
            "zip", "All of it as CSV, with a README.",
            {"description": "A zip file.", "content": {"application/zip": {"schema": {"type": "string"}}}},
        ),
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Drive Out: open data",
            "version": VERSION,
            "description": "Where cafés open, what changes, and figures that give nobody away. Only to be read.",
            "license": LICENCE,
        },
        "paths": paths,
        "components": {"schemas": {shape.name: shape.schema() for shape in SHAPES}},
    }


def _rows(shape: Shape) -> dict[str, Any]:
    item = {"$ref": f"#/components/schemas/{shape.name}"}
    told = {
        "licence": {"type": "string"},
        "page": {"type": "integer", "minimum": 1},
        "pages": {"type": "integer", "minimum": 1},
        "total": {"type": "integer", "minimum": 0},
        "items": {"type": "array", "items": item},
    }
    page = {"type": "object", "properties": told, "required": list(told), "additionalProperties": False}
    path = _path(shape.name, shape.what, _answer("A page of them.", page))
    path["get"]["parameters"] = [PAGE]
    path["get"]["responses"]["400"] = _answer("The page is no number from 1 to 10000.", TOO_FAR)
    return path


def _path(name: str, what: str, good: dict[str, Any]) -> dict[str, Any]:
    return {"get": {"operationId": name, "summary": what, "responses": {"200": good}}}


def _answer(what: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": what, "content": {JSON: {"schema": schema}}}
