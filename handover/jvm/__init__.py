"""The child JVM: found, started, asked, and gone when its parent is gone.

In: which Java, the gateway jar, a backend's classpath. Out: answers to small JSON requests that
name files; vectors and results never cross the bridge. Refused, each by name: no Java, one too
old, no jar, a JVM that does not start, hangs, runs out of memory, is ended by the backend or
crashes (HJ101-HJ305, HJ401-HJ403).
"""

from handover.jvm.examination import Examined, examine
from handover.jvm.gateway import Gateway
from handover.jvm.java import Java, find_java
from handover.jvm.path_alias import openable

__all__ = ["Examined", "Gateway", "Java", "examine", "find_java", "openable"]
