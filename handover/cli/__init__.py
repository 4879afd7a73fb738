"""The command line: one verb a job, each parse-call-render, nothing else.

In come arguments; out go text on stdout, faults on stderr, and an exit code: 0 all holds,
1 contract broken, 2 usage, 3 contract or bundle invalid, 4 something the machine should offer
is missing. A verb's module is imported only when the verb is called.
"""

from handover.cli.entry import main

__all__ = ["main"]
