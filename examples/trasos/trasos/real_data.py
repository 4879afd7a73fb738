"""The same hand-over on two public data sets, when told where they lie; they are not part of this.

- *Online Shoppers Purchasing Intention* (Sakar, Kastro; CC BY 4.0): will a session end in a
  purchase? Four kinds of model, and one that has to be refused.
- *Clickstream data for online shopping* (Łapczyński, Białowąs; UCI no. 553): similar items of a
  shop for maternity clothes.

A file is told by its first line; CSV, packed or not.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from trasos.clothing_clicks import hand_over_clicks
from trasos.online_shoppers import hand_over_shoppers
from trasos.steps import say

Handing = Callable[[Path], int]


def recognised(first_line: str) -> Handing | None:
    """Tell a data set by the first line of its file; None for any other file."""
    if first_line.startswith("year;month;day;order"):
        return hand_over_clicks
    return hand_over_shoppers if first_line.count(",") == 17 else None


def hand_over_file(path: Path) -> int:
    """Hand over what can be learnt from the file; 0 only when everything held."""
    try:
        # No separator that occurs: the first line as it is, unpacked by the file's ending.
        first = str(pd.read_csv(path, header=None, nrows=1, sep="\x01", engine="c").iat[0, 0])
    except (OSError, ValueError, lzma.LZMAError) as broken:
        say(f"{path} cannot be read: {broken}")
        return 2
    hand_over = recognised(first)
    if hand_over is None:
        say(f"{path} is neither of the two data sets that this example knows.")
        return 2
    return hand_over(path)
