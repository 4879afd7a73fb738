"""Hand the Trasos models over: ``python -m examples.trasos.demo [--data PATH]``.

Also ``python examples/trasos/demo.py``; needs the environment that ``make setup`` makes.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The example is no installed package; the build tools live at the root of the repository.
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from trasos.demo import main  # noqa: E402  (needs the line above)

if __name__ == "__main__":
    sys.exit(main())
