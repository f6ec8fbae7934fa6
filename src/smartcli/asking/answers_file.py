"""Answers written beforehand, as --answers names them: a JSON object in a file or on standard input."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from smartcli.errors import Usage
from smartcli.text.language import _


def read_answers(source: str | None, read: Callable[[str, str], bytes], next: str) -> Mapping[str, Any] | None:
    """The answers by key; None where there is no such option.

    read: the bytes of a file. next: what shows which answers there can be, to type where these are none.
    """
    if source is None:
        return None
    from smartcli.text.decoded import decoded

    data = read(source, next)
    try:
        table = json.loads(decoded(data))
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict):
        raise Usage(_('The answers are not a JSON object such as {{"strength": 7}}.').format(), next=next)
    return table
