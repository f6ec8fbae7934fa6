import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.program import surroundings

from smartcli.__main__ import guard
from smartcli.errors import Damaged, InPart, SmartError, Stopped
from smartcli.first_aid import pages
from smartcli.home import flat_toml
from smartcli.home.filenames import AT_HAND as FILE
from smartcli.text.language import quoted

SRC = Path(__file__).parents[1] / "src"
SETUP = f"python3 {quoted(SRC.parent / 'run.py')} setup"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="descriptors and signals as POSIX has them")

CARDS = [{"kind": "reason", "text": "Lena's first day at school"}, {"kind": "contact", "text": "Tom, 555 0101"}]


@pytest.fixture
def own(tmp_path):
    """A home with a reason, a person and a country."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / FILE).write_text(flat_toml.write({"card": CARDS}))
    (folder / "settings.toml").write_text('country = "NZ"\n')
    return folder


def urge(home):
    return pages.urge(str(home)) + "\n"


def help_now(home):
    return pages.help_now(str(home), {}) + "\n"


def environment(home, **more):
    return {
        **surroundings(),
        "HOME": str(home),
        "SMARTCLI_HOME": str(home),
        "PYTHONPATH": str(SRC),
        "PYTHONUTF8": "1",
        **more,
    }


def start(*argv, home, **more):
    """Run the real program from another folder, and give all it said."""
    command = [sys.executable, "-m", "smartcli", *argv]
    env = environment(home, **more)
    return subprocess.run(command, cwd=home.parent, env=env, capture_output=True, input="", encoding="utf-8")


def copy(tmp_path, commands=""):
    """A folder with smartcli in it, without its data and with other commands."""
    package = tmp_path / "elsewhere" / "smartcli"
    for module in (SRC / "smartcli").rglob("*.py"):
        copied = package / module.relative_to(SRC / "smartcli")
        copied.parent.mkdir(exist_ok=True, parents=True)
        copied.write_bytes(module.read_bytes())
    (package / "commands" / "__init__.py").write_text(commands)
    return str(package.parent)


def stub(tmp_path, text, name="typer"):
    """A folder that stands before all others and holds a module of that name."""
    folder = tmp_path / "before"
    folder.mkdir()
    (folder / f"{name}.py").write_text(text)
    return os.pathsep.join([str(folder), str(SRC)])


# The program itself


@pytest.mark.parametrize("argv", [["help-now"], ["sos"], ["--plain", "sos"], ["help-now", "--no-input"]])
def test_help_now_is_one_word_and_asks_nothing(own, argv):
    run = start(*argv, home=own)
    assert (run.stdout, run.stderr, run.returncode) == (help_now(own), "", 0)


def test_the_home_of_the_option_is_the_one_read(tmp_path, own):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert start("sos", home=empty).stdout == help_now("")
    for argv in (["sos", "--home", str(own)], [f"--home={own}", "sos"], ["--home", own.name, "sos"]):
        assert start(*argv, home=empty).stdout == help_now(own)


def test_a_home_option_without_a_folder_is_wrong_usage(own):
    run = start("sos", "--home", home=own)
    said = "After --home the name of a folder is missing.\nNext: smartcli --help\n"
    assert (run.stdout, run.stderr, run.returncode) == ("", said, 2)


def test_the_version_is_told(own):
    from smartcli import __version__

    run = start("--version", home=own)
    assert (run.stdout, run.stderr, run.returncode) == (f"smartcli {__version__}\n", "", 0)


HEAVY = ["json", "re", "tomllib", "typing", "dataclasses", "pathlib", "gettext", "enum", "argparse", "datetime"]
HEAVY += ["typer", "rich", "questionary", "prompt_toolkit", "platformdirs", "textwrap", "shutil", "logging", "string"]


@pytest.mark.parametrize("word", ["help-now", "urge", "--version"])
def test_what_speaks_at_once_loads_nothing_heavy(own, word):
    # `urge` goes on to the full program; a command package that says what is loaded stands in its place here.
    spy = "def main(argv, greeted=False): import sys; print('|', *sys.modules); return 0"
    code = (
        "import sys, types\n"
        "from smartcli.__main__ import main\n"
        f"stub = types.ModuleType('smartcli.commands'); exec({spy!r}, stub.__dict__)\n"
        "sys.modules['smartcli.commands'] = stub\n"
        f"main([{word!r}]); print('|', *sys.modules)"
    )
    run = subprocess.run([sys.executable, "-S", "-c", code], env=environment(own), capture_output=True, text=True)
    loaded = run.stdout.split("|")[1].split()
    assert "smartcli.first_aid.pages" in loaded
    assert [name for name in HEAVY if name in loaded] == []
    assert [name for name in loaded if name.startswith("smartcli.") and name.count(".") > 2] == []
    assert len(set(loaded)) < 75


def test_the_full_program_is_told_that_the_first_words_are_out(tmp_path, own):
    path = copy(tmp_path, commands="def main(argv, greeted=False):\n    print(argv, greeted)\n    return 7\n")
    run = start("urge", "--plain", home=own, PYTHONPATH=path)
    assert (run.stdout, run.returncode) == (urge(own) + "['urge', '--plain'] True\n", 7)
    for argv in (["urge", "--help"], ["help-now", "--json"], ["urge", "--", "--plain"], ["--version", "x"], []):
        run = start(*argv, home=own, PYTHONPATH=path)
        assert (run.stdout, run.stderr, run.returncode) == (f"{argv} False\n", "", 7)


# A poor terminal


def test_an_ascii_terminal_gets_ascii(own):
    cards = [{"kind": "reason", "text": "“Álvaro’s” garden – now… 🌱"}]
    (own / FILE).write_text(flat_toml.write({"card": cards}))
    run = start("urge", home=own, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert '  "?lvaro\'s" garden - now... ?\n' in run.stdout.splitlines(keepends=True)


def test_columns_are_kept(own):
    run = start("sos", home=own, COLUMNS="20")
    assert run.stdout.split("\n")[:4] == ["In danger, or", "someone cannot be", "woken? Call now:", "  111"]
    assert [line for line in run.stdout.split("\n") if len(line) > 20 and " " in line.strip()] == []


@POSIX
def test_a_narrow_terminal_is_measured(own):
    pexpect = pytest.importorskip("pexpect")
    command = ["-m", "smartcli", "sos"]
    shown = pexpect.spawn(sys.executable, command, env=environment(own), dimensions=(24, 30), encoding="utf-8").read()
    assert shown.split("\r\n")[:3] == ["In danger, or someone cannot", "be woken? Call now:", "  111"]


def shell(script, home, given=""):
    command = script.replace("smartcli", f'"{sys.executable}" -m smartcli')
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=home.parent,
        env=environment(home),
        input=given,
        capture_output=True,
        encoding="utf-8",
    )


@POSIX
@pytest.mark.parametrize("word", ["help-now", "urge", "--version"])
def test_closed_streams_bring_no_traceback(own, word):
    for closed in ("<&-", ">&-", "<&- >&-", "2>&-", "<&- >&- 2>&-"):
        run = shell(f"smartcli {word} {closed}", own)
        assert "Traceback" not in run.stderr
        assert "Exception" not in run.stderr
        if word != "urge":
            assert run.returncode == int(">&-" in closed and closed != "2>&-")


@POSIX
def test_an_export_whose_reader_has_gone_is_not_done(own):
    reader, writer = os.pipe()
    os.close(reader)
    argv = [sys.executable, "-m", "smartcli", "export", "json"]
    run = subprocess.run(argv, env=environment(own), stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (1, "Not all of it could be shown: whatever was to read it has gone.\n")


@POSIX
@pytest.mark.parametrize("argv", ["export json", "export csv", "journal list", "where", "exercises list --json"])
def test_what_cannot_be_shown_since_the_output_is_closed_is_not_done(own, argv):
    run = shell(f"smartcli {argv} >&-", own)
    assert (run.returncode, run.stderr) == (1, "Not all of it could be shown: the output is closed.\n")


@POSIX
def test_a_reader_that_has_seen_enough_is_left_quietly(own):
    run = shell("smartcli help-now | head -n 1", own)
    assert (run.stdout, run.stderr) == ("In danger, or someone cannot be woken? Call now:\n", "")
    assert shell("smartcli help-now | true", own).stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has such a device")
@pytest.mark.parametrize(("line", "code"), [("journal show zzz", 1), ("journal list --last 0", 2)])
def test_an_error_that_nobody_hears_has_the_same_exit_code(own, line, code):
    assert shell(f"smartcli {line} 2> /dev/full", own).returncode == shell(f"smartcli {line}", own).returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has such a device")
@pytest.mark.parametrize("err", ["2> /dev/full", "2>&-", "2< /dev/null"])
def test_chatter_that_nobody_hears_makes_no_failure(own, err):
    run = shell(f"SMARTCLI_COMMAND='python3 run.py' smartcli completion bash {err}", own)
    assert (run.returncode, "complete" in run.stdout) == (0, True)


@POSIX
def test_a_word_of_the_command_line_is_what_its_bytes_mean_whatever_the_letters_of_the_system(own):
    said = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0"
    assert shell(f"{said} smartcli do urge-log --answers -", own, '{"trigger": ["der Härbour"]}').returncode == 0
    found = shell(f"{said} smartcli journal search härbour --json", own)
    assert (found.returncode, found.stdout.count('"exercise"')) == (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has such a device")
@pytest.mark.parametrize("line", ["help-now", "--help", "urge --help", "journal list -h"])
def test_a_full_disk_behind_standard_output_is_no_traceback(own, line):
    run = shell(f"smartcli {line} > /dev/full", own)
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert run.stderr == "Not all of it could be shown: the disk is full.\n"


@POSIX
def test_a_closed_stream_does_not_give_its_number_to_the_next_file_opened(own):
    code = (
        "import os, sys; from smartcli.__main__ import main; main(['--version']);"
        "print(os.open(os.devnull, os.O_RDONLY) > 2, file=open(sys.argv[1], 'w'))"
    )
    told = own / "told"
    command = f"'{sys.executable}' -c \"{code}\" '{told}' <&- >&- 2>&-"
    subprocess.run(["bash", "-c", command], env=environment(own), check=True)
    assert told.read_text() == "True\n"


# What is missing, and what goes wrong


def test_without_the_file_of_help_lines_the_emergency_numbers_are_still_there(tmp_path, own):
    run = start("help-now", home=own, PYTHONPATH=copy(tmp_path))
    (own / "settings.toml").write_text('country = "Atlantis"\n')  # a place without lines
    assert (run.stdout, run.stderr, run.returncode) == (help_now(own), "", 0)


def test_with_a_missing_dependency_help_is_there_and_the_rest_says_how_to_repair_it(tmp_path, own):
    path = stub(tmp_path, "raise ImportError('secret words')")
    sentence = f"smartcli needs typer, and it is missing or broken. To install it again: {SETUP}\n"
    run = start("help-now", home=own, PYTHONPATH=path)
    assert (run.stdout, run.stderr, run.returncode) == (help_now(own), "", 0)
    run = start("urge", home=own, PYTHONPATH=path)
    assert (run.stdout, run.stderr, run.returncode) == (urge(own), sentence, 1)
    run = start("journal", "list", home=own, PYTHONPATH=path)
    assert (run.stdout, run.stderr, run.returncode) == ("", sentence, 1)


def test_ctrl_c_while_the_rest_is_loaded_ends_quietly(tmp_path, own):
    path = stub(tmp_path, "raise KeyboardInterrupt")
    run = start("urge", home=own, PYTHONPATH=path)
    assert (run.stdout, run.stderr, run.returncode) == (urge(own), "", 130)


@POSIX
def test_a_real_ctrl_c_while_the_rest_is_loaded_ends_quietly(tmp_path, own):
    # Not one long pause: a signal that comes just before it would be answered after it, and so never.
    path = stub(tmp_path, "import time\nprint('loading', flush=True)\nwhile True:\n    time.sleep(0.01)")
    command = [sys.executable, "-m", "smartcli", "journal"]
    with subprocess.Popen(
        command, env=environment(own, PYTHONPATH=path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "loading\n"
        run.send_signal(signal.SIGINT)
        out, err = run.communicate()
    assert (out, err, run.returncode) == ("", "", 130)


BROKEN = (
    "Something inside smartcli went wrong ({kind} at __main__.py:N). What was saved is still there: "
    "try once more, and if this comes back, report this line. It holds none of your words.\n"
)


def failing(problem):
    def run():
        raise problem

    return run


@pytest.mark.parametrize(
    ("problem", "said", "code"),
    [
        (SmartError("That is not here.", next="smartcli points"), "That is not here.\nNext: smartcli points\n", 1),
        (SmartError("Not now."), "Not now.\n", 1),
        (SmartError("Not\x1b[2J now.", code=4), "Not␛[2J now.\n", 4),
        (Damaged("A line cannot be read."), "A line cannot be read.\n", 3),
        (Stopped(15), "", 143),
        (KeyboardInterrupt(), "", 130),
        (SystemExit(), "", 0),
        (SystemExit(2), "", 2),
        (SystemExit("secret words"), "", 1),
        (
            ModuleNotFoundError("secret words", name="rich.table"),
            f"smartcli needs rich.table, and it is missing or broken. To install it again: {SETUP}\n",
            1,
        ),
    ],
)
def test_what_goes_wrong_is_told_with_what_to_do_next_and_its_exit_code(problem, said, code, capsys):
    assert guard(failing(problem)) == code
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    "problem",
    [
        ValueError("secret words"),
        KeyError("secret words"),
        RecursionError("secret words"),
        UnicodeDecodeError("utf-8", b"secret words", 0, 1, "secret words"),
        ExceptionGroup("secret words", [ValueError("secret words")]),
    ],
)
def test_an_unexpected_error_is_one_line_without_the_persons_words(problem, capsys):
    assert guard(failing(problem)) == 1
    out, err = capsys.readouterr()
    assert (out, re.sub(":[0-9]+", ":N", err)) == (
        "",
        BROKEN.format(kind=type(problem).__name__),
    )


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (MemoryError("secret words"), "This was not done. The reason: there is not enough memory."),
        (OSError(errno.EIO, "secret words"), "This was not done. The reason: the disk has a fault."),
        (
            PermissionError(errno.EACCES, "secret words", "{home}/settings.toml"),
            "This was not done. The reason, at the settings: it belongs to somebody else, or is closed to you.",
        ),
        (OSError(errno.ENOSPC, "secret words", "/secret/words"), "This was not done. The reason: the disk is full."),
    ],
)
def test_what_the_system_refuses_is_told_by_its_meaning_and_the_kind_of_place(problem, said, capsys, tmp_path):
    if getattr(problem, "filename", None):
        problem.filename = problem.filename.format(home=tmp_path)
    assert guard(failing(problem), ["--home", str(tmp_path), "cards"]) == 1
    assert capsys.readouterr() == ("", f"{said}\nNext: smartcli doctor\n")


def test_a_sentence_that_leaves_out_what_the_system_said_gets_it(capsys):
    def run() -> int:
        try:
            raise OSError(errno.EROFS, "secret words")
        except OSError:
            raise SmartError("The settings cannot be written there.", next="smartcli where") from None

    assert guard(run) == 1
    said = "The settings cannot be written there. The reason: the disk can only be read.\nNext: smartcli where\n"
    assert capsys.readouterr() == ("", said)


def test_that_something_is_not_there_is_no_reason_by_itself(capsys):
    def run() -> int:
        try:
            raise FileNotFoundError(errno.ENOENT, "secret words")
        except OSError:
            raise SmartError("There is no such file.", next="smartcli where") from None

    assert guard(run) == 1
    assert capsys.readouterr().err == "There is no such file.\nNext: smartcli where\n"


def test_the_line_named_is_the_innermost_of_our_own(capsys):
    assert guard(lambda: len(flat_toml.write({"secret words": None}))) == 1
    place = capsys.readouterr().err.partition(" at ")[2].partition(")")[0]
    name, _, line = place.partition(":")
    source = (SRC / "smartcli" / "home" / name).read_text("utf-8").split("\n")
    assert (name, source[int(line) - 1].strip()) == (
        "flat_toml.py",
        'raise ValueError("a key of letters, digits, _ and - is wanted")',
    )


def test_a_reason_in_the_sentence_itself_is_not_said_twice_and_doctor_is_named(capsys):
    def run() -> int:
        try:
            raise OSError(errno.EROFS, "secret words")
        except OSError as error:
            raise SmartError("It cannot be written: the disk can only be read.") from error

    assert guard(run) == 1
    assert capsys.readouterr().err == "It cannot be written: the disk can only be read.\nNext: smartcli doctor\n"


def test_what_is_done_in_part_always_names_what_to_type(capsys):
    assert guard(failing(InPart("It is erased. But a part is not."))) == 1
    assert capsys.readouterr().err == "It is erased. But a part is not.\nNext: smartcli doctor\n"
