"""A pipe is drained whatever is written to it, and its end is kept."""

import os
import threading

from handover.jvm.drain import KEPT, Drain


def piped():
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb", buffering=0), os.fdopen(writing, "wb", buffering=0)


def test_the_greeting_is_found_behind_lines_of_the_jvm_itself():
    reading, writing = piped()
    drain = Drain(reading, prefix=b"HELLO ")
    writing.write(b"[0.003s][info][gc] Using Serial\nHEL")
    writing.write(b'LO {"port":1}\nmore\n')
    assert drain.told.wait(5)
    assert drain.hello == b'{"port":1}'
    writing.close()
    drain.finish(5)
    assert drain.tail.endswith("more\n")


def test_the_end_of_the_pipe_is_told_when_there_was_no_greeting():
    reading, writing = piped()
    drain = Drain(reading, prefix=b"HELLO ")
    writing.write(b"Unrecognized option: -Xbogus\n")
    writing.close()
    assert drain.told.wait(5)
    assert drain.hello is None
    assert "Unrecognized option" in drain.tail


def test_a_flood_without_a_line_end_neither_blocks_nor_fills_memory():
    reading, writing = piped()
    drain = Drain(reading, prefix=b"HELLO ")
    flood = threading.Thread(target=lambda: [writing.write(b"x" * 65536) for _ in range(400)])
    flood.start()
    flood.join(20)
    assert not flood.is_alive()
    writing.write(b"\nthe end")
    writing.close()
    drain.finish(5)
    assert drain.tail.endswith("the end")
    assert len(drain.tail) == KEPT
