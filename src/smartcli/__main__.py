"""The way in: `urge`, `help-now` and `--version` speak before anything heavy is loaded, and errors are told here.

Every import stands where it is used: what is typed decides what is loaded, and Ctrl-C is answered while it loads.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import TextIO

    from smartcli.errors import SmartError


# Objects that are made before the first look for garbage. A command makes some thirty to fifty thousand, nearly all of
# them what is loaded, which stays: looking through it again and again was a fifth of every start. What makes more, a
# home that stays open or a long export, is looked through from then on.
MANY = 100_000
ASKED = "_SMARTCLI_COMPLETE"  # through which a shell asks at Tab; as in commands/tab.py, which is loaded only then


def main(argv: list[str] | None = None) -> int:
    """Run smartcli with these arguments (by default this process's own) and give its exit code."""
    is_all = argv is None  # of this process: nobody else goes on in it afterwards
    if is_all:
        gc.set_threshold(MANY)
    try:
        _reopen()
        typed = sys.argv[1:] if argv is None else argv
        return guard(lambda: _run(typed), typed)
    except KeyboardInterrupt:  # a second one, while the first was being answered
        return 130
    finally:
        if is_all:  # the interpreter would look through everything once more before all of it goes
            gc.disable()
            gc.freeze()


def script() -> int:
    """The command that an installation makes: without what lies on a PYTHONPATH, which is for somebody's own programs.

    What Python does by itself before this, such as running a sitecustomize from there, cannot be undone here.
    """
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    others = {os.path.abspath(place) for place in os.environ.pop("PYTHONPATH", "").split(os.pathsep) if place}
    sys.path[:] = [place for place in sys.path if place not in others - {own}]
    return main()


def guard(run: Callable[[], int], argv: Sequence[str] = ()) -> int:
    """Run it and give its exit code. What goes wrong is told in a line, without a word the person wrote.

    argv: what was typed, which may say where the home is.
    """
    try:
        code = run()
        _shown(sys.stdout.flush)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException as problem:  # noqa: BLE001  the one place where nothing may get through
        code = _tell(problem, argv)
    try:
        sys.stdout.flush()  # here, where it can still be answered, and not at the very end by the interpreter
    except (OSError, ValueError):
        _hush(sys.stdout)
        code = code or 1
    try:
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody hears it, and the exit code stays what it is
        _hush(sys.stderr)
    return code


def _run(argv: list[str]) -> int:
    if not argv and ASKED in os.environ:
        from smartcli.commands.tab import answer

        return answer(os.environ)
    from smartcli.argv import split_globals

    options, rest = split_globals(argv)
    speak = FIRST.get(rest[0]) if len(rest) == 1 else None
    if speak is not None:
        _shown(lambda: speak(options.home))
        if rest != ["urge"]:
            return 0
    from smartcli.home import hardening

    hardening.close()
    from smartcli.commands import main as everything

    return everything(argv, greeted=speak is not None)


def _urge(chosen: str | None) -> None:
    from smartcli.first_aid import pages

    pages.show(pages.urge(_home(chosen), width=pages.columns(os.environ), rows=pages.rows(os.environ)))


def _help_now(chosen: str | None) -> None:
    from smartcli.first_aid import pages

    pages.show(pages.help_now(_home(chosen), os.environ, width=pages.columns(os.environ)))


def _version(_chosen: str | None) -> None:
    from smartcli import __version__
    from smartcli.first_aid import pages

    pages.show(f"smartcli {__version__}")


# What speaks at once. With any other word beside it (`--help`, `--json`) the full program answers.
FIRST = {"urge": _urge, "help-now": _help_now, "sos": _help_now, "--version": _version}


def _home(chosen: str | None) -> str:
    """The person's folder, or "" where this computer does not say: help does not wait for that."""
    from smartcli.errors import SmartError
    from smartcli.home.find import find

    try:
        return find(os.environ, sys.platform, chosen)
    except (SmartError, ImportError, OSError, RuntimeError):  # the last is how platformdirs says it
        return ""


def _shown(speak: Callable[[], object]) -> None:
    """What only reads what may fail, and shows it: the trouble that is left is the screen's."""
    try:
        speak()
    except BrokenPipeError:
        raise
    except OSError as error:
        from smartcli.home.reasons import unshown

        raise unshown(error) from error


def _tell(problem: BaseException, argv: Sequence[str]) -> int:
    """Say on stderr what happened and what to do next; the exit code."""
    from smartcli.errors import SmartError, Stopped, code_of
    from smartcli.text.language import _

    if isinstance(problem, KeyboardInterrupt | Stopped):
        return code_of(problem)
    if isinstance(problem, BrokenPipeError):  # `| head` has seen enough
        _hush(sys.stdout)
        return 1
    if isinstance(problem, OSError | MemoryError):
        from smartcli.argv import split_globals
        from smartcli.home.reasons import undone

        problem = undone(problem, _home(split_globals(argv)[0].home))
    if isinstance(problem, SmartError):
        return _tell_foreseen(problem)
    place, module = _where(problem.__traceback__)
    if isinstance(problem, ImportError):
        from smartcli.home.installation import cure

        sentence = _("smartcli needs {module}, and it is missing or broken. To install it again: {command}")
        _say(sentence.format(module=problem.name or module, command=cure(problem.name or module)))
    else:
        sentence = _(
            "Something inside smartcli went wrong ({kind} at {place}). What was saved is still there: try once more, "
            "and if this comes back, report this line. It holds none of your words."
        )
        _say(sentence.format(kind=type(problem).__name__, place=place))
    return 1


def _tell_foreseen(problem: SmartError) -> int:
    from smartcli.errors import InPart, Unshown
    from smartcli.home.reasons import beneath, untold
    from smartcli.home.so_far import SoFar
    from smartcli.text.language import _, typed

    reason = untold(problem)  # what the system said, wherever it was made a sentence of
    _say(f"{problem} {reason}".rstrip())
    following = problem.next
    if following is None and not isinstance(problem, Unshown) and (isinstance(problem, InPart) or beneath(problem)):
        following = "smartcli doctor"
    if following:
        _say(_("Next: {command}").format(command=typed(SoFar().whole(following))))
    return problem.code


def _where(trace: TracebackType | None) -> tuple[str, str]:
    """Our own line in which it happened, as file:line, and the name of the module that was running."""
    place = module = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "")
        if not place or module.startswith("smartcli"):
            place = f"{code.co_filename.replace(chr(92), '/').rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place, module


def _say(sentence: str) -> None:
    from smartcli.text.sanitize import safe

    try:
        sys.stderr.write(f"{safe(sentence)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody hears it, and the exit code stays what it is
        _hush(sys.stderr)


def _hush(stream: TextIO) -> None:
    """Let go of a stream that nobody reads, so that the interpreter does not complain of it at its end."""
    from contextlib import suppress

    with suppress(OSError, ValueError):  # not a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _reopen() -> None:
    """Give a closed standard stream back as an empty one: else the next file opened, a journal, takes its number.

    What was asked for cannot be shown on an output that is closed, so writing there fails: an export that went nowhere
    is not to be taken for done.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            number = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115  for as long as the process


if __name__ == "__main__":
    sys.exit(main())
