"""What a browser makes of a page: its elements and its text, and the sheets of paper it prints on."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

MARKUP = "</style></title><script>alert(1)</script><img src=https://example.org onerror='x()'>\"' &lt; <!-- ]]> $title"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
]  # fmt: skip
A4, LETTER = "210mm 297mm", "215.9mm 279.4mm"
POLICY = re.compile("<meta http-equiv=.*\n")
STYLES = f"@page a4 {{ size: {A4}; }} @page letter {{ size: {LETTER}; }}"


class Read(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, rendered: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(rendered.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


class PrintedPage(NamedTuple):
    """A sheet of paper: its words in their order, where the last of them ends, as a share of its height, and how far
    to the right they go, in points."""

    text: str
    ends: float
    right: float


POPPLER = shutil.which("pdftotext") or ""
WORD = re.compile(r'xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
FOOT = 45  # points above the lower edge, where the number of the page is


def paper(pages: Mapping[str, tuple[bytes, int]], folder: Path) -> dict[str, tuple[list[PrintedPage], ...]]:
    """The pages that a real browser prints each on: of A4, and of Letter."""
    sheets(pages, folder)
    runs = [list(same) for _width, same in groupby(pages_of(folder / "page.pdf"), key=lambda one: one[0])]
    each = [[page for _width, page in run] for run in runs]
    return dict(zip(pages, zip(each[::2], each[1::2], strict=True), strict=True))


def pages_of(file: Path) -> list[tuple[float, PrintedPage]]:
    """The pages of a PDF, each with its width in points."""
    found = subprocess.run([POPPLER, "-bbox", file, "-"], capture_output=True, check=True, timeout=120).stdout.decode()
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', found, re.DOTALL)
    return [(float(width), _page(float(height), words)) for width, height, words in pages]


def _page(height: float, words: str) -> PrintedPage:
    every = [(float(right), float(low), unescape(word)) for right, low, word in WORD.findall(words)]
    found = [one for one in every if one[1] < height - FOOT]
    ends, right = max((low for _right, low, _word in found), default=0), max((one[0] for one in found), default=0)
    return PrintedPage(" ".join(word for _right, _low, word in found), ends / height, right)


def sheets(pages: Mapping[str, tuple[bytes, int]], folder: Path) -> dict[str, tuple[int, int]]:
    """The sheets of A4 and of Letter a real browser prints each page on: all in one start, the papers by turns."""
    html = [rendered.decode("utf-8") for rendered, _count in pages.values()]
    bodies = [text.partition("<body>")[2].partition("</body>")[0] for text in html]
    every = [f'<div style="page: {paper}">{body}</div>' for body in bodies for paper in ("a4", "letter")]
    frame, _body, _rest = html[0].partition("<body>")
    whole = POLICY.sub("", frame).replace("</style>", f"{STYLES}</style>")  # else our own styles would not count
    (folder / "page.html").write_text(f"{whole}<body>{''.join(every)}</body></html>", "utf-8")
    target = folder / "page.pdf"
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    # It makes a socket in TMPDIR, and a socket's path has at most 107 characters.
    environ = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
    words = [*command, f"file://{folder / 'page.html'}"]
    subprocess.run(words, capture_output=True, check=True, timeout=120, env=environ)
    widths = re.findall(rb"/MediaBox \[0 0 (\d+)", target.read_bytes())
    runs = [len(list(same)) for _width, same in groupby(widths)]
    return dict(zip(pages, zip(runs[::2], runs[1::2], strict=True), strict=True))
