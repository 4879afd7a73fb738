"""One thread for OpenMP and BLAS, in this process and its children, set before they are loaded.

Workers take all cores already. Threads of OpenMP wait for each other in a busy loop: beside other
work, boosted trees took three times the CPU on two threads. The nightly search leaves them alone.
"""

import os

from tests.search_length import NIGHTLY

if not NIGHTLY:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
