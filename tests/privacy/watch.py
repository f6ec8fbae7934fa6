"""No network in the suite's own process, and a watch over that in every child it starts."""

import os
import sys
from typing import Any

from tests.privacy.child.sitecustomize import Network, reach, with_watch

reached: list[str] = []  # for the network, since the running test began; also where the code swallowed the refusal


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "subprocess.Popen" and isinstance(args[3], dict):
        # Every child watches itself, whatever environment a test has made for it.
        args[3]["PYTHONPATH"] = with_watch(args[3].get("PYTHONPATH"))
    elif found := reach(event, args):
        reached.append(found)
        raise Network(found)


sys.addaudithook(_watch)
os.environ["PYTHONPATH"] = with_watch(os.environ.get("PYTHONPATH"))
