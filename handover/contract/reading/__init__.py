"""From a file to a `Document`: plain values, each with its line and column.

In comes YAML (or JSON, which is YAML). Out go the values of the YAML 1.2 core schema. Refused,
each by rule: files that are missing, too large or not UTF-8 (HC110-HC112), broken YAML (HC113),
tags and merge keys (HC114), anything but one mapping (HC115). Noted without giving up: duplicate
keys (HC102) and scalars that YAML 1.1 readers type differently (HC104).
"""

from handover.contract.reading.document import Document
from handover.contract.reading.parser import parse
from handover.contract.reading.source_file import read_source

__all__ = ["Document", "parse", "read_source"]
