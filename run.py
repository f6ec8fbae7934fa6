#!/usr/bin/env python3
"""Start smartcli from a checkout: on first use set it up in .venv, then hand over to it.

    python3 run.py [ARGUMENTS]         smartcli itself: `python3 run.py urge` is `smartcli urge`
    python3 run.py test [ARGUMENTS]    the whole suite; arguments go to pytest
    python3 run.py lint                ruff (format and lint) and mypy
    python3 run.py bench [ARGUMENTS]   the benchmarks
    python3 run.py setup               set everything up anew, should a part be broken
    python3 run.py setup pdf           fetch what sheets as PDF need, beside it

Any Python, even 2, must be able to read this file, or it could not say what is missing: so there are no annotations,
no f-strings and no letters beyond ASCII here. Once .venv is ready a start imports nothing but os and sys.
"""

import os
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if sys.platform == "win32" else os.path.join(VENV, "bin", "python")
LOG = os.path.join(VENV, "setup.log")
SEAL_LOG = os.path.join(VENV, "setup-sealing.log")
TURN = os.path.join(ROOT, ".venv.lock")
PROMPT = "smartcli"  # stands in .venv/pyvenv.cfg

BASE = "venv"  # the empty .venv; the other parts are lock files
RUNTIME = "requirements.lock"
SEAL = "requirements-seal.lock"  # a part of its own: there are computers for which nobody has built it
PDF = "requirements-pdf.lock"  # only for who asks for it: python3 run.py setup pdf
TOOLS = "requirements-test.lock"
EXERCISES = "exercises"  # read ahead into one file: a start that reads the TOML of all of them takes half as long again
SAYS = {
    BASE: "a place of its own (.venv)",
    RUNTIME: "what smartcli needs",
    SEAL: "what sealing needs (smartcli lock)",
    PDF: "what sheets as PDF need (smartcli exercises worksheet --pdf)",
    TOOLS: "the test tools",
}
LEFT_OUT = b"\nleft out\n"  # ends the stamp of a part that cannot be had here
WITHOUT = (
    "What sealing needs cannot be had for this computer. All but `lock`, and reading what is sealed, works.\n"
    "What pip said stands in {}\nTo try it again: {} setup"
)

# Of somebody's own environment, what reaches our pip: from where packages are fetched, and how. All else, such as a
# target, a prefix, a dry run or --user, would lead it past .venv. Named as pip does, after PIP_ or in pip.conf.
FETCHING = [
    "index-url",
    "extra-index-url",
    "no-index",
    "find-links",
    "trusted-host",
    "cert",
    "client-cert",
    "proxy",
] + ["timeout", "default-timeout", "retries", "cache-dir", "no-cache-dir", "keyring-provider", "use-feature"]
# And what reaches Python: how it talks, and never what it runs (PYTHONPATH, PYTHONHOME, PYTHONWARNINGS, ...).
TALKING = ["PYTHONUTF8", "PYTHONIOENCODING", "PYTHONCOERCECLOCALE", "PYTHONUNBUFFERED", "PYTHONLEGACYWINDOWSSTDIO"] + [
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONFAULTHANDLER",
    "PYTHONHASHSEED",
    "PYTHONNOUSERSITE",
]
# Run by .venv's Python with NAME==VERSION ...: ends with 1 where one is not there, or not with all of its files.
LOOK_FOR = """
import sys
from importlib.metadata import PackageNotFoundError, distribution
for name, version in (word.split("==") for word in sys.argv[1:]):
    try:
        found = distribution(name)
    except PackageNotFoundError:
        sys.exit("{} is not there".format(name))
    missing = [str(file) for file in found.files or () if not file.locate().exists()]
    if found.version != version or missing:
        sys.exit("{} {}: {}".format(name, found.version, missing))
"""

# -P: a folder called smartcli or rich where somebody happens to stand must not be taken for ours.
# -c and not -m, which loads runpy first and so takes a third of a bare start longer.
START = ["-P", "-c", "import sys; from smartcli.__main__ import main; sys.exit(main())"]
TESTS = ["-m", "pytest"]
WHOLE_SUITE = ["-m", "tests.parallel"]  # on two cores at once
BENCHMARKS = ["-m", "benchmarks"]
CHECKS = [["ruff", "format", "--check"], ["ruff", "check"], ["mypy"]]


# Nobody waits for the other end of a pipe, and what is written goes through no link. Windows knows neither.
CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class SetupError(Exception):
    """A sentence for the person: what went wrong and what to do next."""


def main(arguments):
    try:
        return start(arguments)
    except SetupError as error:
        say(str(error))
        return 1


def start(arguments):
    refusal = refuse(sys.version_info)
    if refusal:
        sys.stderr.write(refusal)
        return 1
    if os.environ.get("PYTHONHOME"):  # this Python, too, may have found the parts of another one
        return become([sys.executable] + sys.argv)
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:] = [place for place in sys.path if place not in others]
    word = arguments[0] if arguments else ""
    is_more = arguments == ["setup", "pdf"]
    locks = [RUNTIME, SEAL] + ([PDF, TOOLS] if word in ("test", "lint") else [PDF] if is_more else [])
    try:
        if word == "setup" or not all(ready(part) for part in [BASE] + locks):
            set_up(locks, anew=word == "setup" and not is_more)
    except KeyboardInterrupt:
        say("\nStopped. Run this again to go on.")
        return 130
    if not ready(EXERCISES):
        compile_exercises()
    if word == "setup":
        return 0
    if word == "lint":
        return lint()
    if word in ("test", "bench"):
        os.chdir(ROOT)
        tests = TESTS if arguments[1:] else WHOLE_SUITE
        return hand_over((tests if word == "test" else BENCHMARKS) + arguments[1:])
    from shlex import quote  # Python 2 has none; it was refused before

    os.environ["SMARTCLI_COMMAND"] = "python3 " + quote(sys.argv[0] or "run.py")  # what the person types to get here
    return hand_over(START + arguments)


def refuse(version):
    """Why this Python will not do, or nothing."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return (
        "smartcli needs Python 3.11 or newer, and this is Python {}.{}.\n"
        "If a newer one is installed, name it: python3.11 run.py\n"
        "If not, install one: Debian 12 and Ubuntu 24.04 bring it along, and python.org has it for every system.\n"
    ).format(*version[:2])


def hand_over(arguments):
    """Become .venv's Python. Its exit code is ours."""
    return become([PYTHON] + arguments)


def become(command):
    try:
        if sys.platform == "win32":  # where execve returns to the shell at once, and the exit code is lost
            import subprocess

            return subprocess.call(command, env=own_environ())
        return os.execve(command[0], command, own_environ())
    except OSError as error:
        raise no_start(command[0], error)


def no_start(python, error):
    said = "{} cannot be started ({}).\nTo set everything up anew: {} setup"
    return SetupError(said.format(python, error.strerror, "python3 " + (sys.argv[0] or "run.py")))


def own_environ():
    """Somebody's environment without what would have Python run something else than ours."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in TALKING or not name.startswith(("PYTHON", "__PYVENV"))
    }


def lint():
    """Run every check, whatever the others say."""
    import subprocess

    try:
        codes = [subprocess.call([PYTHON, "-m"] + check, cwd=ROOT, env=own_environ()) for check in CHECKS]
    except OSError as error:
        raise no_start(PYTHON, error)
    return 1 if any(codes) else 0


# Stamps: a part is ready when its stamp, written last, tells of the Python below .venv and holds the whole lock.


def stamp(part):
    return os.path.join(VENV, "ready-" + part)


def expected(part):
    if part == EXERCISES:
        return exercise_files()
    lock = read(os.path.join(ROOT, part)) or b""  # the empty .venv has none
    return os.fsencode(os.path.realpath(PYTHON)) + b"\n" + lock


def ready(part):
    wanted = expected(part)
    return os.path.exists(PYTHON) and read(stamp(part)) in ([wanted, wanted + LEFT_OUT] if part == SEAL else [wanted])


def exercise_files():
    """Name, size and times of every exercise, and of the code that reads them: one of these is new when one changes."""
    room = os.path.join(ROOT, "src", "smartcli", EXERCISES)
    data = os.path.join(ROOT, "data")
    folders = [room, os.path.join(room, "kinds")] + [os.path.join(data, one, EXERCISES) for one in names_in(data)]
    lines = []
    for folder in folders:
        names = [name for name in names_in(folder) if name.endswith((".py", ".toml"))]
        lines += ["{} {}\n".format(name, times(os.path.join(folder, name))) for name in names]
    return "".join(lines).encode("utf-8", "replace")


def names_in(folder):
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def times(path):
    """Size and times of a file; nothing of one that is not there, such as what a link leads to."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return "{} {} {}".format(found.st_size, found.st_mtime, found.st_ctime)


def plain(path, flags):
    """A file opened, by its number, when it is a plain one. SetupError: it is not, and nothing is done to it."""
    try:
        file = os.open(path, flags | CAREFULLY, 0o666)
    except OSError:
        if os.path.lexists(path) and (os.path.islink(path) or not os.path.isfile(path)):
            raise no_file(path)
        raise
    if not os.path.isfile(file):
        os.close(file)
        raise no_file(path)
    return file


def no_file(path):
    said = "{} is no plain file, and run.py needs one of that name.\nRename or delete it, then run this again."
    return SetupError(said.format(path))


def read(path):
    """The bytes of a file, or None where it cannot be read, or is none."""
    try:
        with os.fdopen(plain(path, os.O_RDONLY), "rb") as file:
            return file.read()
    except (OSError, SetupError):
        return None


def begin(path):
    """A file to be written, empty now."""
    file = plain(path, os.O_WRONLY | os.O_CREAT | NO_LINK)
    os.ftruncate(file, 0)
    return os.fdopen(file, "wb")


def write(path, content):
    with begin(path) as file:
        file.write(content)


# Setting up.


def set_up(locks, anew):
    try:
        turn = take_turn()
    except OSError as error:
        raise SetupError(
            "smartcli sets itself up in its own folder, and {} cannot be written to ({}).\n"
            "Copy the folder to a place of your own and run it there.".format(
                TURN if os.path.lexists(TURN) else ROOT, error.strerror
            )
        )
    try:
        if not is_ours():
            raise SetupError(
                "There is a .venv in {} already, and run.py did not make it.\n"
                "Rename or delete it, then run this again.".format(ROOT)
            )
        parts = [lock for lock in locks if not ready(lock)]
        if anew or not ready(BASE):
            parts = [BASE] + locks
        for number, part in enumerate(parts, 1):
            say("Setting up (once): {} of {}, {}".format(number, len(parts), SAYS[part]))
            is_there = make_venv() if part == BASE else install(part)
            write(stamp(part), expected(part) + (b"" if is_there else LEFT_OUT))
    except (OSError, ValueError) as error:  # the second is how venv says that it makes none there
        raise SetupError("Setting up failed: {}. Mend that and run this again.".format(str(error).rstrip(".")))
    finally:
        turn.close()


def take_turn():
    """A file that is ours alone until it is closed: two first starts at once would spoil each other's work."""
    turn = os.fdopen(plain(TURN, os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINK), "ab")
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(turn.fileno(), msvcrt.LK_LOCK, 1)  # waits for ten seconds
        return turn
    import fcntl

    # Inherited: should this process be killed, its turn lasts until its pip has ended as well.
    os.set_inheritable(turn.fileno(), True)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another start is setting up; waiting for it")
        fcntl.flock(turn, fcntl.LOCK_EX)
    except OSError:  # a disk that knows no locks: two first starts at once are rare
        pass
    return turn


def is_ours():
    """Whether .venv is not there, or empty, or made by run.py, which puts its stamp into it first.

    A link is not: what it leads to may be anybody's. Neither is one into which something else was put over ours.
    OSError: it cannot be told.
    """
    if os.path.islink(VENV):
        return False
    try:
        names = os.listdir(VENV)
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False
    config = read(os.path.join(VENV, "pyvenv.cfg"))
    is_other = "pyvenv.cfg" in names and "prompt = '{}'".format(PROMPT).encode() not in (config or b"").splitlines()
    stamps = [name for name in names if name.startswith("ready-") and os.path.isfile(os.path.join(VENV, name))]
    return not names or (bool(stamps) and not is_other)


def clear():
    """Take all out of our .venv but the stamp that says whose it is."""
    import shutil

    for name in os.listdir(VENV):
        place = os.path.join(VENV, name)
        if place == stamp(BASE):
            continue
        if os.path.isdir(place) and not os.path.islink(place):
            shutil.rmtree(place)
        else:
            os.remove(place)


def make_venv():
    """An empty .venv without pip (Debian has none to put in), in which src/ can be imported."""
    import sysconfig
    import venv

    if not os.path.isdir(VENV):
        os.mkdir(VENV)
    write(stamp(BASE), b"")
    clear()
    venv.EnvBuilder(symlinks=sys.platform != "win32", with_pip=False, prompt=PROMPT).create(VENV)
    site = sysconfig.get_path("purelib", "venv", {"base": VENV})
    # Relative and so plain ASCII: some Pythons read this file in the encoding of the locale.
    write(os.path.join(site, "smartcli-checkout.pth"), os.path.relpath(os.path.join(ROOT, "src"), site).encode())
    return True


def install(lock):
    """Bring .venv to what the lock file says; every download is checked against its hash.

    False: it is the part for sealing, and there is none for this computer. All else goes on without it.
    """
    command = pip(PYTHON) + ["install"]
    # An empty stamp: an install was cut short, so what looks installed may be half there.
    again = ["--ignore-installed"] if read(stamp(lock)) == b"" else []
    write(stamp(lock), b"")
    options = ["--no-input", "--no-user", "--disable-pip-version-check", "--progress-bar=off"]
    # Wheels only: building from source runs code that no hash in the lock file speaks for.
    options += ["--require-hashes", "--only-binary=:all:"]
    log = SEAL_LOG if lock == SEAL else LOG
    code = call(command + options + again + ["-r", os.path.join(ROOT, lock)], log, pip_environ(command[0]))
    said = read(log) or b""
    if code == 0:
        if call([PYTHON, "-I", "-c", LOOK_FOR] + pinned(lock), os.path.join(VENV, "looked-for.log")) == 0:
            return True
        problem = "pip said that it has installed {}, and it is not in .venv.".format(SAYS[lock])
    elif b"Retrying" in said:
        problem = "Packages could not be fetched: is there a connection?"
    elif lock == SEAL and b"DO NOT MATCH THE HASHES" not in said:
        say(WITHOUT.format(log, "python3 " + (sys.argv[0] or "run.py")))
        return False
    else:
        problem = "pip could not install {}.".format(SAYS[lock])
    raise SetupError("{} What pip said stands in {}\nRun this again to go on.".format(problem, log))


def pinned(lock):
    """NAME==VERSION of all that the lock file names for every computer."""
    lines = (read(os.path.join(ROOT, lock)) or b"").decode("ascii", "replace").splitlines()
    return [line.split()[0] for line in lines if "==" in line.split("--hash")[0] and ";" not in line]


def pip_environ(python):
    """The environment for our pip: of somebody's settings for theirs, those by which packages are fetched."""
    import ast
    import subprocess

    environ = own_environ()
    asked = {name: value for name, value in environ.items() if name == "PIP_CONFIG_FILE" or name[:4] != "PIP_"}
    listing = subprocess.Popen(
        [python, "-m", "pip", "config", "list"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=asked,
        cwd=ROOT,
        close_fds=False,
    )
    written = {}
    lines = listing.communicate()[0].decode("utf-8", "replace").splitlines()
    for section in ("global.", "install."):  # the later is the nearer
        for key, _equals, value in (line[len(section) :].partition("=") for line in lines if line.startswith(section)):
            if key in FETCHING and value[:1] in ("'", '"'):
                written[key] = ast.literal_eval(value)
    names = {"PIP_" + key.upper().replace("-", "_"): key for key in FETCHING}
    ours = {name: value for name, value in environ.items() if not name.startswith("PIP_") or name in names}
    ours["PIP_CONFIG_FILE"] = os.devnull  # which has pip read none
    for name, key in names.items():
        if key in written:
            ours.setdefault(name, written[key])
    return ours


def compile_exercises():
    """Have the exercises read ahead. It is no reason to stop when that cannot be: then they are read one by one."""
    try:
        if not is_ours():
            return
        files = exercise_files()  # first: what is changed meanwhile is noticed at the next start
        write(stamp(EXERCISES), b"")  # where nothing can be written, nothing is tried
        call([PYTHON, "-P", "-m", "smartcli.exercises.compiling"])
        write(stamp(EXERCISES), files)
    except (OSError, SetupError):
        pass


def pip(target):
    """The start of a command line for a pip that installs into the virtual environment of this Python."""
    new_enough = "import pip; assert [int(part) for part in pip.__version__.split('.')[:2]] >= [22, 3]"
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        if call([python, "-c", new_enough]) == 0:  # 22.3 is the first that knows --python
            return [python, "-m", "pip", "--python", target]
    if call([target, "-m", "ensurepip"]) == 0:
        return [target, "-m", "pip"]
    raise SetupError(
        "pip is missing here, or older than 22.3. On Debian or Ubuntu type: sudo apt install python3-pip\n"
        "Elsewhere type: {} -m ensurepip --upgrade\nThen run this again.".format(sys.executable)
    )


def call(command, log="", environ=None):
    """Run a program without a word on the screen: what it says goes into the log."""
    import subprocess

    environ = environ or own_environ()
    with begin(log) if log else open(os.devnull, "wb") as out:
        return subprocess.call(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environ, cwd=ROOT, close_fds=False
        )


def say(sentence):
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
