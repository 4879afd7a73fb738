"""Build the JVM side from Python alone: find or fetch a JDK and sbt, run sbt, collect the jars.

Only the standard library is used, so that these modules run before anything is installed.

- ``java``: which Java there is, what version it really has, why one was passed over
- ``toolchain``: JDK and sbt as Python packages, for a machine that has neither
- ``sbt``: ``python -m build_tools.sbt "core/test"`` runs sbt in ``jvm-bridge/``
- ``sources``: the digest of the Scala sources that a jar is made from
- ``jars``: ``python -m build_tools.jars`` rebuilds the jars whose sources changed
- ``native_library``: ONNX Runtime's, beside the gateway jar, where the Python wheel does not fit
"""
