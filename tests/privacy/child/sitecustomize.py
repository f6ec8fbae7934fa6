"""No network: in a process that loads this, whoever reaches for it is refused and named.

Python loads a module of this name by itself where its folder is on PYTHONPATH: so it comes into every child process.
"""

import os
import sys

EXIT = 97  # of a child process that reached for the network
CALLS = {
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
    "socket.getnameinfo", "socket.sendto", "socket.sendmsg",
}  # fmt: skip
AF_UNIX = 1  # the pair that asyncio, and with it prompt_toolkit, wakes itself with; it leads nowhere
HERE = os.path.dirname(os.path.abspath(__file__))


class Network(Exception):
    """Something reached for the network."""


def reach(event, args):
    """What reaches for the network, in a word; "" for everything else."""
    if event == "socket.__new__" and args[1] != AF_UNIX:
        return f"{event} of family {int(args[1])}"
    return event if event in CALLS else ""


def with_watch(path):
    """A PYTHONPATH that begins with this folder."""
    parts = [part for part in (path or "").split(os.pathsep) if part and part != HERE]
    return os.pathsep.join([HERE, *parts])


def _is_let_be():
    """pip, which run.py calls to set .venv up, looks for IPv6 as soon as it is loaded; and pytest watches itself."""
    words = sys.orig_argv[1:3]
    return words in (["-m", "pip"], ["-m", "pytest"]) or os.path.basename("".join(words[:1])) in PIP


PIP = {"pip", "__pip-runner__.py"}  # as it calls itself


def _stop(event, args):
    if found := reach(event, args):
        os.write(2, f"\nNo network: {found}\n".encode())
        os._exit(EXIT)


if __name__ == "sitecustomize" and not _is_let_be():
    sys.addaudithook(_stop)
