"""What smartcli stands on, and what brings a missing part of it back: from a checkout, or as it was installed."""

from __future__ import annotations

import os
import sys

from smartcli.errors import NotInstalled, SmartError
from smartcli.text.language import _, quoted

DISTRIBUTION = "smartcli-companion"
SEALING = ("pyrage", "cryptography")  # nobody has built these for every computer
RUN = os.path.join(os.path.dirname(os.path.realpath(__file__)), *[os.pardir] * 3, "run.py")


def cure(module: str, run: str = RUN) -> str:
    """What to type where this module is missing or broken."""
    if os.path.isfile(run):  # a checkout; a bare start looks at stamps alone, and would mend nothing
        return f"{os.environ.get('SMARTCLI_COMMAND') or f'python3 {quoted(os.path.normpath(run))}'} setup"
    return f"{quoted(sys.executable)} -m pip install --force-reinstall {quoted(_required(module.partition('.')[0]))}"


def _required(name: str) -> str:
    """The package as smartcli asks for it: another version might not fit."""
    from importlib import metadata
    from re import match

    if name == "smartcli":
        return DISTRIBUTION
    package = name.replace("_", "-")
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        wanted = []
    return next((one.partition(";")[0].strip() for one in wanted if match(rf"{package}\b", one)), package)


def check_sealing() -> None:
    """NotInstalled: what sealing needs is missing or broken. Takes a moment: both are loaded."""
    from importlib import import_module

    for name in SEALING:
        try:
            import_module(name)
        except ImportError:
            raise not_installed(name) from None


def not_installed(module: str) -> NotInstalled:
    said = _(
        "What seals and opens ({module}) is not installed on this computer, so nothing sealed can be written or read "
        "here. All else works. For some kinds of computer nobody has built it yet."
    )
    return NotInstalled(said.format(module=module), next=cure(module))


def without_pdf(run: str = RUN) -> SmartError:
    """That what sets a PDF is not here: a part of its own, which most people do without."""
    said = _(
        "A PDF needs typst, which is not installed here. The same sheets as .html can be printed from a browser, to a "
        "PDF too."
    )
    way = f"{quoted(sys.executable)} -m pip install {quoted(f'{DISTRIBUTION}[pdf]')}"
    if os.path.isfile(run):  # a checkout
        way = f"{cure('typst', run)} pdf"
    return SmartError(said, next=way)
