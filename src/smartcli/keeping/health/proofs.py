"""Promises that a person can see kept: each is tried with the real program, in a home that is thrown away."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import smartcli
from smartcli.errors import NotInstalled
from smartcli.home.filenames import RECIPIENT
from smartcli.home.installation import check_sealing
from smartcli.journal.segment_names import LINES
from smartcli.keeping.health.sandbox import MANY, WATCHED, Trial, fingerprint, has_own_network, until
from smartcli.record import Record
from smartcli.text.language import Later, _, ngettext

KEPT, BROKEN, UNTRIED = "kept", "broken", "not tried"
ROUNDS = 20  # kills
WRITERS, EACH = 8, 5
CANARY = "kestrel-under-the-harbour-bridge"


class Proof(Record):
    """What was tried, and how it went."""

    id: str
    title: str
    result: str
    said: str


Try = Callable[[Trial, Path], tuple[str, str]]
_tries: list[tuple[str, Later, Try]] = []


def proof(id: str, title: Later) -> Callable[[Try], Try]:
    """Register a try by its word in JSON and its title. It gives a result and a sentence."""

    def register(one: Try) -> Try:
        _tries.append((id, title, one))
        return one

    return register


OURS = Path(smartcli.__file__).parents[1]


def proofs(folder: Path, home: Path, source: Path = OURS) -> Iterator[Proof]:
    """Try every promise, each in a new folder below this one. home: the person's own, which is only looked at."""
    for id, title, one in _tries:
        place = folder / id
        place.mkdir(mode=0o700)
        try:
            result, said = one(Trial(place, source), home)
        except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            result, said = BROKEN, _("It could not be tried to its end ({kind}).").format(kind=type(error).__name__)
        yield Proof(id=id, title=str(title), result=result, said=said)


def _kept(is_kept: bool) -> str:
    return KEPT if is_kept else BROKEN


@proof("network", Later("nothing goes out"))
def network(trial: Trial, _home: Path) -> tuple[str, str]:
    lines = [
        ["do", "check-in", "--answers", trial.answers(CANARY)],
        ["journal", "list"],
        ["export", "json"],
        ["demo", "check-in"],
    ]
    command = trial.python(WATCHED, json.dumps(lines))
    found = _last_line(trial.call(command).stderr)
    said = _("A check-in, a list, an export and a demo: {network} network calls, {programs} other programs started.")
    said = said.format(network=found["network"], programs=found["programs"])
    is_fine = found == {"codes": [0, 0, 0, 0], "network": 0, "programs": 0, "counts": 1}
    alone = has_own_network()
    if alone is None:
        return _kept(is_fine), f"{said} {_('This system does not let us cut the network off, so that was not tried.')}"
    works = _last_line(trial.call([*alone, *command]).stderr)["codes"] == [0, 0, 0, 0]
    cut = _("With the network cut off all of it works too.") if works else _("With the network cut off it fails.")
    return _kept(is_fine and works), f"{said} {cut}"


def _last_line(said: bytes) -> dict[str, object]:
    table = json.loads(said.decode("utf-8", "replace").strip().rpartition("\n")[2])
    return table if isinstance(table, dict) else {}


@proof("private", Later("files are yours alone"))
def private(trial: Trial, _home: Path) -> tuple[str, str]:
    if sys.platform == "win32":
        return UNTRIED, _("Windows has no such modes.")
    trial.call(trial.command("do", "check-in", "--answers", trial.answers(CANARY)), umask=0)
    trial.call(trial.command("do", "why-i-want-this"), stdin=b"half a th", umask=0)  # leaves a draft
    places = [trial.home, *trial.home.rglob("*")]
    modes = [(stat.S_IMODE(place.lstat().st_mode), place.is_dir()) for place in places]
    wrong = sum(mode != (0o700 if is_dir else 0o600) for mode, is_dir in modes)
    said = _("{n} files and folders, made where the system would open all to everybody; open to others: {wrong}.")
    return _kept(len(places) > 4 and not wrong), said.format(n=len(places), wrong=wrong)


@proof("saved", Later("saved is saved"))
def saved(trial: Trial, _home: Path) -> tuple[str, str]:
    told = []
    for number in range(ROUNDS):
        line = f"round {number}"
        with trial.begin(trial.command("do", "check-in", "--answers", trial.answers(line))) as process:
            if until(process, b"Saved."):
                told.append(line)
            process.kill()
    there = trial.lines()
    lost = len([line for line in told if line not in there])
    said = _("{n} times the program was killed the moment it said “Saved.”; entries lost: {lost}.")
    return _kept(len(told) == ROUNDS and not lost), said.format(n=len(told), lost=lost)


@proof("at-once", Later("several windows at once"))
def at_once(trial: Trial, _home: Path) -> tuple[str, str]:
    wanted = [[f"window {window}, {number}" for number in range(EACH)] for window in range(WRITERS)]
    running = [trial.begin(trial.python(MANY, *map(trial.answers, lines))) for lines in wanted]
    for process in running:
        process.communicate()
    there = trial.lines()
    is_all = sorted(there) == sorted(line for lines in wanted for line in lines)
    said = _("{windows} at once saved {each} entries each; {n} of {all} are there.")
    return _kept(is_all), said.format(windows=WRITERS, each=EACH, n=len(set(there)), all=WRITERS * EACH)


@proof("sealed", Later("sealing, and the standard age"))
def sealed(trial: Trial, _home: Path) -> tuple[str, str]:
    try:
        check_sealing()
    except NotInstalled:
        return UNTRIED, _("What sealing needs is not installed, so it was not tried.")
    from smartcli.home.seal.keys import Keys

    line = f'{{"line": "{CANARY}"}}'.encode()
    Keys(trial.home).create("six words that nobody would guess")
    shut = Keys(trial.home).seal(line)  # asks nothing
    opened = Keys(trial.home, lambda _before: "six words that nobody would guess")
    if CANARY.encode() in shut or opened.open(shut) != line:
        return BROKEN, _("A line that was sealed did not come back as it was.")
    said = _("A line was sealed and opened again.")
    tool = shutil.which("age")
    if tool is None:
        return KEPT, f"{said} {_('The program age is not installed here, so that half was not tried.')}"
    is_fine = _age_agrees(trial, tool, opened, shut, line)
    both = _("The program age opened it, and what age sealed was opened here.")
    return _kept(is_fine), f"{said} {both}" if is_fine else f"{said} {_('With the program age it failed.')}"


def _age_agrees(trial: Trial, tool: str, keys: object, shut: bytes, line: bytes) -> bool:
    from smartcli.home.seal.keys import Keys

    assert isinstance(keys, Keys)  # noqa: S101  named as object so that nothing is imported before it is needed
    secret = trial.folder / "identity"
    with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"{keys.secret}\n")
    recipient = (keys.folder / RECIPIENT).read_text("ascii").strip()
    theirs = trial.call([tool, "-d", "-i", str(secret)], stdin=shut).stdout
    ours = keys.open(trial.call([tool, "-r", recipient], stdin=line).stdout)
    return theirs == line and ours == line


@proof("demo", Later("the demo leaves your files alone"))
def demo(trial: Trial, home: Path) -> tuple[str, str]:
    before = fingerprint(home)
    run = trial.run("demo", "check-in", environ={"SMARTCLI_HOME": str(home)})
    same = fingerprint(home) == before
    text = ngettext(
        "A demo was played beside your own folder ({n} file or folder in all).",
        "A demo was played beside your own folder ({n} files and folders in all).",
        len(before),
    )
    said = text.format(n=len(before))
    changed = _("Nothing in it changed.") if same else _("Something in it changed; was another smartcli open?")
    return _kept(run.returncode == 0 and same), f"{said} {changed}"


@proof("errors", Later("errors repeat nothing of yours"))
def errors(trial: Trial, _home: Path) -> tuple[str, str]:
    words = json.dumps({"line": CANARY}).encode()
    trial.run("do", "check-in", "--answers", "-", stdin=words)
    for segment in trial.home.rglob(f"*{LINES}"):
        with segment.open("ab") as file:
            file.write(words + b"\n")  # a line that cannot be read
    bad = trial.folder / "bad.json"
    bad.write_bytes(words[:-3])
    runs = [
        trial.run("do", "check-in", "--answers", str(bad)),
        trial.run("import", str(bad)),
        trial.run("do", CANARY),
        trial.run("journal", "show", CANARY),
        trial.run(CANARY),
        trial.run("journal", "list", "--last", CANARY),
        trial.run("points"),
    ]
    found = sum(CANARY.encode() in run.stdout + run.stderr for run in runs)
    # A run that fails as it should says so in a sentence.
    odd = sum(run.returncode == 0 or not run.stderr or b"Traceback" in run.stderr for run in runs)
    said = _("{n} runs were made to fail; {odd} did not do so in words of ours, and {found} repeated the test words.")
    return _kept(not found and not odd), said.format(n=len(runs), odd=odd, found=found)
