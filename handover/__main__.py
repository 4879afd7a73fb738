"""`python -m handover` is `handover`."""

import sys

from handover.cli import main

if __name__ == "__main__":
    sys.exit(main())
