"""A reminder by systemd or cron: what is written, by systemd's and cron's own judgement, and that all else stays."""

import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.asking.prompts.keys import DOWN, ENTER
from tests.asking.prompts.seat import Seat
from tests.person import OWN, Person, unwrapped
from tests.program import Program, surroundings

from smartcli.keeping.timers import cron, elsewhere, systemd
from smartcli.keeping.timers.reminder import Reminder

ODD = Reminder(at=time(7, 5), argv=('/odd place/50%/$HOME/it\'s \\ "so"/python', "-m", "smartcli", "remind", "notice"))
PLAIN = Reminder(at=time(20, 30), argv=(sys.executable, "-P", "-m", "smartcli", "remind", "notice", "--at", "20:30"))

# What stands in for the programs of the system: never this machine's own crontab, nor its systemd.
CRONTAB = """#!{python}
import os, subprocess, sys
table = {table!r}
open({log!r}, "a").write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1:] == ["-l"]:
    if not os.path.exists(table):
        sys.exit("no crontab for somebody")
    sys.stdout.buffer.write(open(table, "rb").read())
elif sys.argv[1:] == ["-r"]:
    os.remove(table)
else:
    data = sys.stdin.buffer.read()
    open(table + ".new", "wb").write(data)
    real = {real!r}
    if real:  # cron's own parser: a dry run, which touches no crontab
        run = subprocess.run([real, "-n", table + ".new"], capture_output=True)
        if run.returncode:
            sys.stderr.buffer.write(run.stderr)
            sys.exit(1)
    os.replace(table + ".new", table)
"""
SYSTEMCTL = """#!{python}
import os, sys
open({log!r}, "a").write(" ".join(sys.argv[1:]) + "\\n")
if os.path.exists({fails!r}):
    sys.exit("Failed to connect to bus: No medium found")
if "is-enabled" in sys.argv and not os.path.exists({timer!r}):
    sys.exit(1)
"""


class Machine:
    """A person's computer with a cron and a systemd of its own, in a folder."""

    def __init__(self, person: Person, folder: Path) -> None:
        self.person, self.folder = person, folder
        self.table, self.log, self.fails = folder / "table", folder / "log", folder / "fails"
        self.bin, self.units = folder / "bin", folder / ".config" / "systemd" / "user"
        self.bin.mkdir(parents=True)
        person.environ = {"HOME": str(folder), "PATH": str(self.bin)}

    def program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def with_cron(self, *, real: bool = True) -> None:
        parser = (shutil.which("crontab") or "") if real else ""
        values = {"python": sys.executable, "table": str(self.table), "log": str(self.log), "real": parser}
        self.program("crontab", CRONTAB.format(**values))

    def with_systemd(self) -> None:
        timer = str(self.units / systemd.TIMER)
        values = {"python": sys.executable, "log": str(self.log), "fails": str(self.fails), "timer": timer}
        self.program("systemctl", SYSTEMCTL.format(**values))
        (self.folder / "run" / "systemd").mkdir(parents=True)
        self.person.environ = {**self.person.environ, "XDG_RUNTIME_DIR": str(self.folder / "run")}

    @property
    def ran(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(person: Person, tmp_path: Path) -> Machine:
    return Machine(person, tmp_path / "machine")


@pytest.fixture(params=["systemd", "cron"])
def either(request: pytest.FixtureRequest, machine: Machine) -> Machine:
    machine.with_systemd() if request.param == "systemd" else machine.with_cron()
    return machine


# Setting it up, looking at it, taking it away


def test_it_is_shown_and_asked_and_a_no_writes_nothing(either: Machine) -> None:
    said = either.person.types("remind", "install", "--at", "20:30", answers=[""])
    assert (said.code, said.out.splitlines()[-1]) == (0, "Nothing was changed.")
    assert "remind notice --at 20:30" in " ".join(said.out.split()).replace('"', "")
    assert (either.table.exists(), either.units.exists(), either.person.home.exists()) == (False, False, False)
    assert [words for words in either.ran if words != "-l"] == []


def test_it_is_set_up_looked_at_and_taken_away(either: Machine) -> None:
    person = either.person
    said = person.types("remind", "install", answers=["20:30", "2"])
    assert said.code == 0, said.err
    assert said.out.splitlines()[-3:] == [
        "Set up: every day at 20:30, while today is not written.",
        "The notice says: Your minute for today is open.",
        "To take it away: smartcli remind remove",
    ]
    name = "systemd" if either.units.exists() else "cron"
    assert person.types("remind", "status").out == f"By {name}, every day at 20:30.\n"
    assert person.types("remind", "install", "--at", "21:00", "--yes").code == 0
    assert person.types("remind", "status").out == f"By {name}, every day at 21:00.\n"
    assert person.types("remind", "remove", "--yes").out == "The reminder is taken away.\n"
    assert (either.table.exists(), [*either.units.glob("*")] if either.units.exists() else []) == (False, [])
    assert person.types("remind", "status").out == "There is no reminder here. To set one up: smartcli remind install\n"
    assert person.types("remind", "remove").out == "There is no reminder here.\n"


def test_what_systemd_is_told_and_in_which_order(machine: Machine) -> None:
    machine.with_systemd()
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    assert machine.ran == ["--user daemon-reload", "--user enable --now evening-minute.timer"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in machine.units.iterdir()} == {0o600}
    machine.log.unlink()
    assert machine.person.types("remind", "remove").code == 0
    assert machine.ran == [
        "--user disable --now evening-minute.timer",
        "--user clean --what=state evening-minute.timer",
        "--user daemon-reload",
    ]


@pytest.mark.parametrize("is_linked", [False, True], ids=["", "linked"])
def test_a_folder_that_was_there_for_systemd_stays_as_open_as_it_is(machine: Machine, *, is_linked: bool) -> None:
    machine.with_systemd()
    there = machine.folder / "dotfiles" if is_linked else machine.units
    there.mkdir(parents=True)
    there.chmod(0o755)
    if is_linked:
        machine.units.parent.mkdir(parents=True)
        machine.units.symlink_to(there)
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    assert stat.S_IMODE(there.stat().st_mode) == 0o755
    assert {stat.S_IMODE(file.stat().st_mode) for file in there.iterdir()} == {0o600}


def test_where_systemd_says_no_nothing_is_left(machine: Machine) -> None:
    machine.with_systemd()
    machine.fails.touch()
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, [*machine.units.iterdir()]) == (1, [])
    assert "The timer was not set up (systemctl --user said no: Failed to connect to bus" in said.err


def test_a_unit_of_another_stays(machine: Machine) -> None:
    machine.with_systemd()
    machine.units.mkdir(parents=True)
    (machine.units / systemd.TIMER).write_text("[Timer]\nOnCalendar=daily\n")
    for argv in (["install", "--at", "20:30", "--yes"], ["remove"], ["status"]):
        said = machine.person.types("remind", *argv)
        assert (said.code, "that is not smartcli's. It stays as it is." in said.err) == (1, True)
    assert (machine.units / systemd.TIMER).read_text() == "[Timer]\nOnCalendar=daily\n"


def test_not_by_both_at_once(machine: Machine) -> None:
    machine.with_systemd()
    machine.with_cron()
    assert machine.person.types("remind", "install", "--with", "cron", "--at", "20:30", "--yes").code == 0
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, said.err) == (
        1, "There is a reminder by cron already. Please take it away first. smartcli remind remove\n",
    )  # fmt: skip


def test_a_program_that_has_gone_is_said(machine: Machine) -> None:
    machine.with_cron()
    here = ODD.but(argv=(*ODD.argv, "--home", str(machine.person.home)))
    machine.table.write_bytes(cron.with_block(b"", cron.line(here)))
    assert machine.person.types("remind", "status").out == (
        "By cron, every day at 07:05.\nWhat it starts is gone. To set it up again: smartcli remind install\n"
    )


def test_where_there_is_neither_a_calendar_is_named(machine: Machine) -> None:
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    neither = "Neither systemd nor cron is at work for you here. A calendar can remind you:"
    assert (said.code, said.err) == (1, f"{neither} smartcli remind ics --at 20:30 --out evening.ics\n")


@pytest.mark.parametrize(
    "argv", [["--at", "25"], ["--at", "20:30", "--with", "at"], ["--at", "20:30", "--print", "plan9"]], ids=str
)
def test_what_is_typed_wrongly_is_said(either: Machine, argv: list[str]) -> None:
    assert either.person.types("remind", "install", *argv, "--yes").code == 2
    assert [words for words in either.ran if words != "-l"] == []


def test_without_anybody_to_ask_it_wants_an_hour_and_a_yes(either: Machine) -> None:
    for argv in ([], ["--at", "20:30"]):
        said = either.person.types("remind", "install", *argv)
        assert (said.code, "smartcli remind install --at 20:30 --yes" in said.err) == (4, True)


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_it_is_asked_in_a_real_terminal(machine: Machine, tmp_path: Path, term: str) -> None:
    machine.with_cron()

    class Here(Program):
        @property
        def environ(self) -> dict[str, str]:
            return {**super().environ, **machine.person.environ}

    seat = Seat(Here(tmp_path / "home"), "remind", "install", term=term)
    seat.types(f"20:30{ENTER}", "When should the evening minute be?")
    seat.types(f"2{ENTER}" if term == "dumb" else DOWN + ENTER, "Shall this be written?")
    seat.sees("Set up: every day at 20:30")
    assert seat.ends() == 0
    assert b"30 20 * * * " in machine.table.read_bytes()


# The crontab of somebody

TABLES = {
    "none": b"",
    "usual": b"# mine\nMAILTO=me\n\n0 5 * * 1 tar -zcf /var/b.tgz /home/\n",
    "odd signs": b"5 4 * * * date +\\%F >> a\\\\b 2>&1 % stdin\n\n\n\n# \xff\xfe end\n\n",
    "no last newline": b"# mine\n5 4 * * * true",
    "carriage returns": b"5 4 * * * true\r\n",
    "blank": b"\n\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_all_else_in_a_crontab_stays_byte_for_byte(table: bytes) -> None:
    with_ours = cron.with_block(table, cron.line(PLAIN))
    assert with_ours.startswith(table)
    assert with_ours.endswith(b"\n")
    assert with_ours.count(b"30 20 * * * ") == 1
    assert cron.without_block(with_ours) == ended(table)
    assert cron.with_block(with_ours, cron.line(PLAIN)) == with_ours
    assert cron.without_block(with_ours + b"# after\n") == ended(table) + b"# after\n"


def ended(table: bytes) -> bytes:
    """As cron wants it: it takes no table whose last line has no end."""
    return table + b"\n" if table and not table.endswith(b"\n") else table


def test_what_an_older_smartcli_wrote_below_a_line_without_an_end_is_taken_out() -> None:
    older = f"# mine\n5 4 * * * true\n{cron.UNENDED}\n{cron.line(PLAIN)}\n{cron.END}\n".encode()
    assert cron.without_block(older) == b"# mine\n5 4 * * * true\n"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_same_through_the_command(machine: Machine, table: bytes) -> None:
    machine.with_cron(real=False)  # this machine's cron would refuse a table without a last newline
    if table:
        machine.table.write_bytes(table)
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    assert machine.table.read_bytes().startswith(table)
    assert machine.person.types("remind", "remove").code == 0
    assert (machine.table.read_bytes() if machine.table.exists() else b"") == ended(table)


# What does not answer, and what says one thing and does another


def silent(machine: Machine, name: str, monkeypatch: pytest.MonkeyPatch, argv: str = "*") -> None:
    """A program that answers nothing where it is called so."""
    monkeypatch.setattr("smartcli.keeping.timers.reminder.SECONDS", 0.5)
    (machine.bin / name).rename(machine.bin / f"{name}-itself")
    machine.program(
        name, f'#!/bin/sh\ncase "$*" in {argv}) exec /bin/sleep 60;; esac\nexec {machine.bin}/{name}-itself "$@"\n'
    )


@pytest.mark.parametrize("argv", ["*", "*enable*"])
def test_a_systemctl_that_does_not_answer_is_waited_for_once(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, argv: str
) -> None:
    machine.with_systemd()
    silent(machine, "systemctl", monkeypatch, argv)
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, [*machine.units.iterdir()]) == (1, [])
    assert "The timer was not set up (systemctl did not answer within 0.5 seconds)." in said.err


TURNS_ON = """#!/bin/sh
PATH=/usr/bin:/bin
units={units}; link=$units/timers.target.wants/evening-minute.timer
case "$*" in
*is-active*) exit {active};;
*is-enabled*) [ -L $link ]; exit $?;;
*"{silent}"*) {before}; exec /bin/sleep 60;;
*disable*) rm -f $link;;
*enable*) mkdir -p $units/timers.target.wants; ln -sfn $units/evening-minute.timer $link;;
esac
"""


def that_links(machine: Machine, silent: str, *, active: int = 0, before: str = ":") -> Path:
    """A systemctl that makes its link, as the real one does, and at one of its words does not end."""
    machine.program("systemctl", TURNS_ON.format(units=machine.units, silent=silent, active=active, before=before))
    return machine.units / "timers.target.wants" / systemd.TIMER


LINKS = "mkdir -p $units/timers.target.wants; ln -sfn $units/evening-minute.timer $link"


@pytest.mark.parametrize("active", [0, 3])
def test_what_was_turned_on_before_systemctl_fell_silent_is_looked_at(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, active: int
) -> None:
    machine.with_systemd()
    monkeypatch.setattr("smartcli.keeping.timers.reminder.SECONDS", 0.5)
    link = that_links(machine, "enable --now", active=active, before=LINKS)
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    if active:
        part = "The reminder is turned on. But systemctl did not answer within 0.5 seconds: it may begin only when you"
        assert (said.code, said.err) == (1, f"{part} log in the next time. smartcli remind status\n")
    else:
        assert (said.code, "Set up: every day at 20:30" in said.out) == (0, True), said.err
    assert link.is_symlink()
    assert machine.person.types("remind", "status").out == "By systemd, every day at 20:30.\n"
    assert machine.person.types("remind", "remove").out == "The reminder is taken away.\n"
    assert (link.is_symlink(), [one for one in machine.units.rglob("*") if one.is_file()]) == (False, [])


def test_what_was_not_turned_on_before_systemctl_fell_silent_is_as_before(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.with_systemd()
    monkeypatch.setattr("smartcli.keeping.timers.reminder.SECONDS", 0.5)
    link = that_links(machine, "nothing")
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    assert link.is_symlink()
    that_links(machine, "daemon-reload")
    said = machine.person.types("remind", "install", "--at", "21:30", "--yes")
    assert (said.code, "The timer was not set up" in said.err, link.is_symlink()) == (1, True, True)
    assert machine.person.types("remind", "status").out == "By systemd, every day at 20:30.\n"


def test_a_link_that_an_end_at_no_time_left_is_shown_and_taken_away(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.with_systemd()
    monkeypatch.setattr("smartcli.keeping.timers.reminder.SECONDS", 0.5)
    link = that_links(machine, "disable")
    link.parent.mkdir(parents=True)
    link.symlink_to(machine.units / systemd.TIMER)
    assert "A link of a reminder by systemd is left" in machine.person.types("remind", "status").out
    said = machine.person.types("remind", "remove")
    part = (
        "The reminder is taken away. But systemctl did not answer within 0.5 seconds: a notice may still come until you"
    )
    assert (said.code, said.out, said.err) == (1, "", f"{part} log out. smartcli remind status\n")
    assert not link.is_symlink()
    assert machine.person.types("remind", "remove").out == "There is no reminder here.\n"


def test_a_link_of_another_stays(machine: Machine, tmp_path: Path) -> None:
    machine.with_systemd()
    link = that_links(machine, "nothing")
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / systemd.TIMER)
    assert machine.person.types("remind", "remove").out == "There is no reminder here.\n"
    assert link.is_symlink()


def test_a_crontab_that_does_not_answer_is_said(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.with_cron()
    silent(machine, "crontab", monkeypatch)
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, said.err) == (1, "crontab did not answer within 0.5 seconds. smartcli remind status\n")


@pytest.mark.parametrize("does", [True, False])
def test_what_crontab_says_counts_less_than_what_is_in_the_table(machine: Machine, *, does: bool) -> None:
    machine.with_cron(real=False)
    itself = machine.bin / "crontab-itself"
    (machine.bin / "crontab").rename(itself)
    doing = f'{itself} "$@"; ' if does else ""
    machine.program("crontab", f'#!/bin/sh\ncase "$1" in -l) exec {itself} -l;; esac\n{doing}exit 1\n')
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    if not does:
        assert (said.code, said.err) == (1, "crontab - said no: without a word smartcli remind status\n")
        assert not machine.table.exists()
        return
    assert (said.code, said.err) == (0, "")
    assert machine.person.types("remind", "status").out == "By cron, every day at 20:30.\n"
    assert machine.person.types("remind", "remove").out == "The reminder is taken away.\n"
    assert not machine.table.exists()


def test_a_crontab_that_takes_a_table_and_writes_none_is_told(machine: Machine) -> None:
    machine.with_cron(real=False)
    itself = machine.bin / "crontab-itself"
    (machine.bin / "crontab").rename(itself)
    machine.program("crontab", f'#!/bin/sh\ncase "$1" in -l) exec {itself} -l;; esac\nexit 0\n')
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    as_it_was = "crontab took what was to be written, and did not write it. Your crontab is as it was. crontab -l\n"
    assert (said.code, said.err) == (1, as_it_was)
    here = PLAIN.but(argv=(*PLAIN.argv, "--home", str(machine.person.home)))
    machine.table.write_bytes(before := cron.with_block(b"# mine\n", cron.line(here)))
    said = machine.person.types("remind", "remove")
    assert (said.code, said.err, machine.table.read_bytes()) == (1, as_it_was, before)


def test_what_cron_says_itself_above_a_table_is_no_part_of_it(machine: Machine) -> None:
    machine.with_cron(real=False)
    itself = machine.bin / "crontab-itself"
    (machine.bin / "crontab").rename(itself)
    header = (
        "# DO NOT EDIT THIS FILE - edit the master and reinstall.\n"
        "# (/tmp/crontab.XXXX installed on Tue Mar 10 12:00:00 2026)\n"
        "# (Cron version V5.0 -- $Id: crontab.c,v 1.12 2004/01/23 18:56:42 vixie Exp $)\n"
    )
    machine.program("crontab", f'#!/bin/sh\n[ "$1" != -l ] || /bin/cat <<\'_\'\n{header}_\nexec {itself} "$@"\n')
    machine.table.write_bytes(b"# (mine)\n5 4 * * * true\n")
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    assert machine.person.types("remind", "remove").out == "The reminder is taken away.\n"
    assert machine.table.read_bytes() == b"# (mine)\n5 4 * * * true\n"


def test_a_reminder_for_another_folder_is_told_and_stays(either: Machine, tmp_path: Path) -> None:
    one, other = either.person, Person(tmp_path / "an other")
    other.environ = one.environ
    assert one.types("remind", "install", "--at", "20:30", "--yes").code == 0
    before = {file: file.read_bytes() for file in (either.table, *either.units.glob("*.*r")) if file.is_file()}
    name = "cron" if either.table.exists() else "systemd"
    there = f"There is one by {name} for another folder, {one.home}. It stays: smartcli --home {one.home} remind status"
    for word in ("status", "remove"):
        said = other.types("remind", word)
        assert (said.code, unwrapped(said.out)) == (0, unwrapped(f"There is no reminder here. {there}"))
    said = other.types("remind", "install", "--at", "21:00", "--yes")
    already = f"There is a reminder by {name} already, for another folder: {one.home}. Please take it away first."
    assert (said.code, said.err) == (1, f"{already} smartcli --home {one.home} remind remove\n")
    assert "In the reminder by" not in other.types("forget", "--everything", "--yes").out
    assert {file: file.read_bytes() for file in before} == before
    assert one.types("remind", "status").out == f"By {name}, every day at 20:30.\n"


def test_where_home_is_no_whole_path_the_folder_is_that_of_the_account(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine.with_systemd()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pwd.getpwuid", lambda _uid: SimpleNamespace(pw_dir=str(machine.folder)))
    machine.person.environ = {**machine.person.environ, "HOME": "rel"}
    assert machine.person.types("remind", "install", "--with", "systemd", "--at", "20:30", "--yes").code == 0
    assert (sorted(file.name for file in machine.units.iterdir()), (tmp_path / "rel").exists()) == (
        ["evening-minute.service", "evening-minute.timer"], False,
    )  # fmt: skip
    assert machine.person.types("remind", "status").out == "By systemd, every day at 20:30.\n"
    assert machine.person.types("remind", "remove").out == "The reminder is taken away.\n"


def test_a_timer_that_was_written_and_never_turned_on_is_told_as_that(machine: Machine) -> None:
    machine.with_systemd()
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    machine.program("systemctl", "#!/bin/sh\necho disabled\nexit 1\n")
    assert unwrapped(machine.person.types("remind", "status").out) == unwrapped(
        "Written for systemd, every day at 20:30. But systemd says that it is not on, so no notice comes."
        "To set it up again: smartcli remind install"
    )
    (machine.bin / "systemctl").unlink()
    assert machine.person.types("remind", "status").out == (
        "By systemd, every day at 20:30.\nsystemd does not say whether it is on.\n"
    )


def test_erasing_everything_names_the_reminder_that_stays(either: Machine) -> None:
    either.person.does("check-in", {"urge": 3})
    gone = "which names this program and may name your folder"
    assert either.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    said = either.person.types("forget", "--everything", "--yes")
    assert (said.code, unwrapped(f"{gone}: smartcli remind remove") in unwrapped(said.out)) == (0, True)
    assert either.person.types("remind", "remove").code == 0
    assert unwrapped(gone) not in unwrapped(either.person.types("forget", "--everything", "--yes").out)


CHANGED = {
    "on working days": (r"\* \* \* LANG", "* * 1-5 LANG", True),
    "no end": (f"{cron.END}\n", "", False),
    "no beginning": (f"{cron.BEGIN}\n", "", False),
    "no marks": ("# .*evening minute\n", "", False),
    "carriage returns": ("\n", "\r\n", False),
    "a line of theirs with it": (cron.END, f"5 4 * * * true\n{cron.END}", False),
    "a quotation mark": ("--at 20:30", "'--at 20:30", True),
}


@pytest.mark.parametrize(("old", "new", "goes"), CHANGED.values(), ids=CHANGED)
def test_a_reminder_by_cron_that_was_changed_by_hand_is_there(
    machine: Machine, old: str, new: str, *, goes: bool
) -> None:
    machine.with_cron(real=False)
    machine.with_systemd()
    person = machine.person
    assert person.types("remind", "install", "--with", "cron", "--at", "20:30", "--yes").code == 0
    before = re.sub(old, new, machine.table.read_text()).encode()
    machine.table.write_bytes(before)
    said = person.types("remind", "status")
    when = "There is a reminder by cron, and when it comes was changed by hand. To see it:\ncrontab -l\n"
    usual = "By cron, every day at 20:30.\n"
    assert (said.code, said.out.startswith(when if "1-5" in new else usual)) == (0, True)
    by_hand = "Its lines were changed by hand, so only you can take them away: crontab -e"
    assert (by_hand in said.out) is not goes
    twice = person.types("remind", "install", "--with", "systemd", "--at", "20:30", "--yes")
    assert (twice.code, "There is a reminder by cron already." in twice.err) == (1, True)
    named = person.types("forget", "--everything", "--yes").out
    assert unwrapped("In the reminder by cron, which names this program") in unwrapped(named)
    gone = person.types("remind", "remove")
    if goes:
        assert (gone.code, gone.out, machine.table.exists()) == (0, "The reminder is taken away.\n", False)
    else:
        assert (gone.code, gone.out, machine.table.read_bytes()) == (1, "", before)
        assert re.search(r"Please take (it|them) out by hand. crontab -e\n\Z", gone.err)


def test_a_line_that_is_turned_off_by_hand_goes_too(machine: Machine) -> None:
    machine.with_cron(real=False)
    assert machine.person.types("remind", "install", "--at", "20:30", "--yes").code == 0
    machine.table.write_bytes(machine.table.read_bytes().replace(b"30 20", b"#30 20"))
    assert "when it comes was changed by hand" in machine.person.types("remind", "status").out
    assert machine.person.types("remind", "remove").out == "The reminder is taken away.\n"
    assert not machine.table.exists()


# One timer that cannot be told keeps no other

FORBIDDEN = "#!/bin/sh\necho 'You (me) are not allowed to use this program (crontab)' >&2; exit 1\n"
UNTOLD = (
    "Whether there is a reminder by cron cannot be told: "
    "crontab -l said no: You (me) are not allowed to use this program (crontab)"
)


def test_where_crontab_is_forbidden_systemd_reminds(machine: Machine) -> None:
    machine.with_systemd()
    machine.program("crontab", FORBIDDEN)
    person = machine.person
    said = person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, unwrapped(said.err)) == (0, unwrapped(UNTOLD))
    said = person.types("remind", "status")
    assert (said.code, said.out, said.err) == (1, "By systemd, every day at 20:30.\n", f"{UNTOLD} crontab -l\n")
    said = person.types("remind", "remove")
    assert (said.code, said.out, said.err) == (1, "", f"The reminder is taken away. {UNTOLD} crontab -l\n")
    assert [*machine.units.iterdir()] == []
    said = person.types("remind", "remove")
    assert (said.code, said.out, said.err) == (1, "", f"{UNTOLD} crontab -l\n")


def test_a_unit_of_another_keeps_no_cron(machine: Machine) -> None:
    machine.with_cron()
    machine.units.mkdir(parents=True)
    (machine.units / systemd.TIMER).write_text("[Timer]\n")
    person = machine.person
    untold = (
        "Whether there is a reminder by systemd cannot be told: "
        "There is a file evening-minute.timer that is not smartcli's. It stays as it is."
    )
    see = "systemctl --user cat evening-minute.timer"
    said = person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, unwrapped(said.err)) == (0, unwrapped(untold))
    said = person.types("remind", "status")
    assert (said.code, said.out, said.err) == (1, "By cron, every day at 20:30.\n", f"{untold} {see}\n")
    said = person.types("remind", "remove")
    assert (said.code, said.out, said.err) == (1, "", f"The reminder is taken away. {untold} {see}\n")
    assert not machine.table.exists()


@pytest.mark.parametrize("mark", [cron.BEGIN, cron.END])
def test_half_a_block_is_left_to_the_person(machine: Machine, mark: str) -> None:
    machine.with_cron()
    machine.table.write_text(f"# mine\n{mark}\n5 4 * * * true\n")
    before = machine.table.read_bytes()
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, said.err.strip().endswith("crontab -e")) == (1, True)
    assert machine.table.read_bytes() == before


def test_a_crontab_that_cannot_be_read_is_not_written(machine: Machine) -> None:
    machine.program(
        "crontab", f"#!/bin/sh\necho \"$@\" >> {machine.log}\necho 'not allowed to use this program' >&2\nexit 1\n"
    )
    said = machine.person.types("remind", "install", "--at", "20:30", "--yes")
    assert (said.code, "crontab -l said no: not allowed to use this program" in said.err) == (1, True)
    assert set(machine.ran) == {"-l"}


@pytest.mark.skipif(not shutil.which("crontab"), reason="crontab is not here")
@pytest.mark.parametrize("meant", [PLAIN, ODD], ids=["plain", "odd"])
def test_cron_s_own_parser_takes_the_line(tmp_path: Path, meant: Reminder) -> None:
    (tmp_path / "table").write_bytes(cron.with_block(TABLES["odd signs"], cron.line(meant)))
    run = subprocess.run(["crontab", "-n", str(tmp_path / "table")], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    (tmp_path / "bad").write_text(cron.line(meant).replace(str(meant.at.minute), "99", 1) + "\n")
    assert subprocess.run(["crontab", "-n", str(tmp_path / "bad")], capture_output=True).returncode == 1


def test_cron_s_shell_starts_what_is_meant_with_a_per_cent_sign_in_its_place(tmp_path: Path) -> None:
    place = tmp_path / '50% it\'s $HOME \\ "so"'
    place.mkdir()
    (place / "prog").write_text('#!/bin/sh\nprintf "%s|" "$@" > "$(dirname "$0")/got"\n')
    (place / "prog").chmod(0o755)
    line = cron.line(Reminder(at=time(20, 30), argv=(str(place / "prog"), "a b", "100%")))
    command = line.removeprefix("30 20 * * * ").replace("\\%", "%")  # as cron hands it over
    subprocess.run(["/bin/sh", "-c", command], check=True, env={"PATH": "/usr/bin:/bin"})
    assert (place / "got").read_text() == "a b|100%|"
    assert cron.started(line.encode())[:3] == (str(place / "prog"), "a b", "100%")


# The units


def verified(folder: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    (folder / "run").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return subprocess.run(
        ["systemd-analyze", "--user", "verify", *(str(folder / name) for name in files)],
        capture_output=True,
        text=True,
        env={**surroundings(), "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run")},
    )


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_takes_the_units_without_a_word(tmp_path: Path) -> None:
    place = tmp_path / '50% it\'s $HOME \\ "so"'
    place.mkdir()
    shutil.copy("/bin/true", place / "python")
    for meant in (PLAIN, ODD.but(argv=(str(place / "python"), *ODD.argv[1:]))):
        run = verified(tmp_path, systemd.files(meant))
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
        assert systemd.started({name: text.encode() for name, text in systemd.files(meant).items()}) == meant.argv
    slip = {name: text.replace("Persistent", "Persistant") for name, text in systemd.files(PLAIN).items()}
    assert "Persistant" in verified(tmp_path, slip).stderr
    gone = systemd.files(PLAIN.but(argv=("/not/here", *PLAIN.argv[1:])))
    assert verified(tmp_path, gone).returncode == 1


def test_nothing_in_them_tells_what_it_is_about() -> None:
    for text in (*systemd.files(PLAIN).values(), cron.line(PLAIN)):
        assert not {"recovery", "urge", "drink", "addict"} & {*text.lower().split()}


# Only printed


def test_files_for_other_systems_are_printed_and_said_to_be_untried(machine: Machine) -> None:
    import plistlib
    from xml.etree import ElementTree

    said = machine.person.types("remind", "install", "--at", "07:05", "--print", "launchd")
    found = plistlib.loads(said.out.encode())
    assert found["StartCalendarInterval"] == {"Hour": 7, "Minute": 5}
    assert found["ProgramArguments"][-4:-2] == ["--at", "07:05"]
    assert said.err == "Nobody of us has tried this file. Please read it before you use it.\n"
    said = machine.person.types("remind", "install", "--at", "07:05", "--print", "task-scheduler")
    words = [(one.tag.rpartition("}")[2], one.text) for one in ElementTree.fromstring(said.out).iter()]
    assert ("StartBoundary", "2026-01-01T07:05:00") in words
    assert elsewhere.task_scheduler(ODD).count(b"&") == 0 < elsewhere.launchd(ODD.but(argv=("/a&b",))).count(b"&amp;")
    for name, part in (("systemd", "[Timer]\n"), ("cron", "5 7 * * * ")):
        said = machine.person.types("remind", "install", "--at", "07:05", "--print", name)
        assert (said.code, part in said.out, said.err) == (0, True, "")
    assert machine.ran == []
    assert not machine.person.home.exists()


# The notice

NOTICE = ["--urgency=low", "--hint=int:transient:1", "--app-name=Evening minute", "Your minute for today is open."]


@pytest.fixture
def noticed(machine: Machine) -> Callable[..., list[str]]:
    """What a timer's start shows."""
    machine.program("notify-send", f"#!/bin/sh\nprintf '%s\\n' \"$@\" >> {machine.log}\nexit 1\n")

    def start(*argv: str) -> list[str]:
        machine.log.unlink(missing_ok=True)
        said = machine.person.types("remind", "notice", *argv)
        assert (said.code, said.out, said.err) == (0, "", "")
        return machine.ran

    return start


def test_a_notice_while_today_is_not_written_and_silence_after_that(
    machine: Machine, noticed: Callable[..., list[str]]
) -> None:
    assert noticed("--at", "11:00") == NOTICE
    machine.person.does("urge-log", {"strength": 3})
    assert noticed("--at", "11:00") == NOTICE
    machine.person.does("check-in", {"urge": 3})
    assert noticed("--at", "11:00") == []
    machine.person.clock.on(days=1)
    assert noticed("--at", "11:00") == NOTICE


def test_a_timer_that_is_late_waits_for_its_hour_and_knows_the_night(
    machine: Machine, noticed: Callable[..., list[str]]
) -> None:
    assert noticed("--at", "20:30") == []  # it is noon: a start that was missed yesterday
    machine.person.clock.on(hours=9)
    assert noticed("--at", "20:30") == NOTICE
    machine.person.clock.on(hours=5)  # two in the night: still the same day
    assert (noticed("--at", "20:30"), noticed("--at", "01:00"), noticed("--at", "03:00")) == (NOTICE, NOTICE, [])
    assert noticed() == NOTICE


def test_of_a_sealed_journal_it_knows_without_asking(machine: Machine, noticed: Callable[..., list[str]]) -> None:
    person = machine.person
    machine.with_cron()
    assert person.types("remind", "install", "--at", "11:00", "--yes").code == 0
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    assert noticed("--at", "11:00") == NOTICE
    assert person.types("checkin", "--answers", "-", stdin=b'{"urge": 3}').code == 0
    assert noticed("--at", "11:00") == []
    (person.home / "prompt-line").unlink()
    person.clock.on(days=1)
    assert noticed("--at", "11:00") == []


def test_where_nothing_shows_notices_or_the_home_is_in_disorder_it_is_silent(
    machine: Machine, noticed: Callable[..., list[str]]
) -> None:
    machine.person.does("urge-log", {"strength": 3})
    shutil.move(machine.person.home / "journal", machine.folder / "away")
    (machine.person.home / "journal").symlink_to("journal")
    assert noticed("--at", "11:00") == []
    (machine.person.home / "journal").unlink()
    shutil.move(machine.folder / "away", machine.person.home / "journal")
    assert noticed("--at", "11:00") == NOTICE
    (machine.bin / "notify-send").unlink()
    assert noticed("--at", "11:00") == []


def why_no_mock() -> str:
    if not (shutil.which("dbus-run-session") and shutil.which("notify-send")):
        return "dbus-run-session or notify-send is not here"
    has = subprocess.run(["/usr/bin/python3", "-c", "import dbusmock"], capture_output=True).returncode == 0
    return "" if has else "python3-dbusmock is not here"


@pytest.mark.skipif(bool(why_no_mock()), reason=why_no_mock() or "a notice can be caught")
def test_a_real_notice_reaches_a_real_bus(program: Program, tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = (
        f"/usr/bin/python3 -m dbusmock --template notification_daemon -l {log} & "
        "while ! gdbus introspect --session -d org.freedesktop.Notifications -o /org/freedesktop/Notifications "
        f">/dev/null 2>&1; do sleep 0.1; done; {sys.executable} -m smartcli remind notice; kill $!"
    )
    run = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script], env=program.environ, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    said = log.read_text()
    assert 'Notify "Evening minute" 0 "" "Your minute for today is open." ""' in said
