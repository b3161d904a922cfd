"""Discord's own description of its API, read once, and what it says of the body of a request."""

from __future__ import annotations

import json
import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from pathlib import Path

_URI = "urn:discord"


class Description:
    """What requests may look like. Its validators look references up in one place, which is the costly part."""

    def __init__(self, contents: dict[str, Any]) -> None:
        """Take the description as it was read from its file."""
        self._contents = contents
        self._made: dict[str, jsonschema.Draft202012Validator] = {}
        self._agreed: set[tuple[str, str]] = set()

    @cached_property
    def _registry(self) -> Registry[Any]:
        empty: Registry[Any] = Registry()
        filled: Registry[Any] = empty.with_resource(_URI, DRAFT202012.create_resource(self._contents)).crawl()
        return filled

    @cached_property
    def _paths(self) -> list[tuple[re.Pattern[str], str, dict[str, Any]]]:
        return [
            (re.compile(re.sub(r"\\\{[^}]+\\\}", r"[^/]+", re.escape(template))), template, operations)
            for template, operations in self._contents["paths"].items()
        ]

    def _validator(self, *steps: str) -> jsonschema.Draft202012Validator:
        pointer = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)
        if pointer not in self._made:
            schema = {"$ref": f"{_URI}#{pointer}"}
            self._made[pointer] = jsonschema.Draft202012Validator(schema, registry=self._registry)
        return self._made[pointer]

    def component(self, name: str) -> jsonschema.Draft202012Validator:
        """Give what a named kind of value is held to."""
        return self._validator("components", "schemas", name)

    def body(self, method: str, path: str) -> jsonschema.Draft202012Validator | None:
        """Give what a request's body is held to, if it is described."""
        for pattern, template, operations in self._paths:
            operation = method.lower()
            if pattern.fullmatch(path) and operation in operations:
                kinds = operations[operation].get("requestBody", {}).get("content", {})
                place = ("paths", template, operation, "requestBody", "content")
                return self._validator(*place, "application/json", "schema") if "application/json" in kinds else None
        raise AssertionError(f"Discord has no {method} {path}")

    def problem(self, validator: jsonschema.Draft202012Validator, value: object) -> Any:
        """Tell what is wrong with a body, if anything is; one that was right before, byte for byte, is right again."""
        key = str(validator.schema), json.dumps(value)
        if key in self._agreed:
            return None
        problem = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(key[1])))
        if problem is None:
            self._agreed.add(key)
        return problem


@cache
def description_in(shared: Path) -> Description:
    """Read the description in the folder of evaluation data."""
    return Description(json.loads((shared / "discord" / "openapi.json").read_text(encoding="utf-8")))


def as_described(value: Any, name: str = "") -> Any:
    """Write ids as text, as the description has them; discord.py writes some as numbers, which Discord takes too."""
    if isinstance(value, dict):
        return {key: as_described(each, f"{name}.{key}") for key, each in value.items()}
    if isinstance(value, list):
        return [as_described(each, name) for each in value]
    return (
        str(value) if isinstance(value, int) and re.search(r"_id$|(?:attachments|default_values)\.id$", name) else value
    )
