"""The one file that is handed over: contract, model, vectors and measurements.

In: what the stages before made (`write`), or a path (`read`). Out: a file that is whole or not
there, the same bytes for the same contents; or a `Bundle` whose every byte was checked. Refused:
all that docs/bundle-format.md does not allow, HB101-HB406, before anything is allocated or run.
"""

from handover.bundle.atomic import write_atomically
from handover.bundle.reading import Bundle, read
from handover.bundle.writing import write

__all__ = ["Bundle", "read", "write", "write_atomically"]
