"""Asks a Syncthing on this machine for what a test wants to know. Its own process: the suite itself has no network.

It is started with `python -I`, so that nothing of the suite is loaded here, the watch over the network neither, and it
goes to 127.0.0.1 alone. A line of JSON comes in, [port, key, method, path, body or null]; an answer goes out.
["ports", count] gives ports that are free.
"""

import json
import socket  # noqa: TID251  loopback alone
import sys
from urllib.request import ProxyHandler, Request, build_opener  # noqa: TID251

SECONDS = 20  # one question takes at the most; a scan answers when it is done

open_url = build_opener(ProxyHandler({})).open


def ports(count):
    """Held all at once, so that no two are alike."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return found


def ask(port, key, method, path, body):
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"http://127.0.0.1:{port}/rest/{path}", data, {"X-API-Key": key}, method=method)
    try:
        with open_url(request, timeout=SECONDS) as answer:
            text = answer.read()
        return {"answer": json.loads(text) if text.strip() else None}
    except OSError as error:
        return {"error": str(error)}


for line in sys.stdin:
    words = json.loads(line)
    sys.stdout.write(json.dumps(ports(words[1]) if words[0] == "ports" else ask(*words)) + "\n")
    sys.stdout.flush()
