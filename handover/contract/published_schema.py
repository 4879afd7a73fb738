"""The JSON Schema that editors use, made from the typed model and committed beside it.

``handover/schemas/model-contract-v1.schema.json`` must be what `published_schema` returns; a test
says so. To bring it up to date: ``python -m handover.contract.published_schema``.
"""

from __future__ import annotations

import json
from importlib.resources import files

from handover.contract.model import ModelContract

NAME = "model-contract-v1.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def published_schema() -> bytes:
    """Return the schema of contract files as indented JSON, keys sorted, one newline at the end."""
    schema = ModelContract.model_json_schema(by_alias=True, mode="validation")
    schema |= {
        "$schema": _DIALECT,
        "$id": f"urn:handover:{NAME}",
        "title": "Model contract",
        "description": "What both teams agree on about one model; see docs/ for the tour.",
    }
    # An editor must ask for what stands in every file, though Python can leave it out.
    schema["required"] = ["apiVersion", "kind", *schema["required"]]
    return (json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def main() -> None:
    """Write the file into the source tree."""
    target = files("handover") / "schemas" / NAME
    with open(str(target), "wb") as file:
        file.write(published_schema())


if __name__ == "__main__":
    main()
