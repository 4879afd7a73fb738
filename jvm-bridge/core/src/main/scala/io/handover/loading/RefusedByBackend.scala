package io.handover.loading

import io.handover.Fault

/** Thrown by the constructor of one of handover's own backends that knows exactly what is wrong. */
final class RefusedByBackend(val fault: Fault) extends RuntimeException(fault.line)
