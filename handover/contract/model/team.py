"""Team members who sign, and where they can be reached (ODCS ``team`` and ``support``)."""

from __future__ import annotations

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Day, Text


class Member(Block):
    """One person; ``role`` is what the responsibilities refer to."""

    username: Text
    role: Text = Field(description="data-scientist, data-engineer or bi-analyst")
    name: Text | None = None
    description: Text | None = None
    date_in: Day | None = None
    date_out: Day | None = None


class Team(Block):
    """The people behind the contract."""

    name: Text | None = None
    description: Text | None = None
    members: tuple[Member, ...] = ()


class SupportChannel(Block):
    """Where somebody answers."""

    channel: Text
    tool: Text | None = None
    scope: Text | None = None
    url: Text | None = None
    description: Text | None = None
    invitation_url: Text | None = None
