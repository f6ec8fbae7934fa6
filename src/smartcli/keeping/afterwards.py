"""What comes after something landed: whatever fails in it is told as "done, but", never as not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from smartcli.errors import InPart, SmartError, Stopped, Unshown, code_of
from smartcli.home.so_far import SoFar
from smartcli.text.language import _

DOCTOR = "smartcli doctor"


@contextmanager
def landed(done: str, but: str, *, next: str = DOCTOR) -> Iterator[None]:
    """Around the work that follows a write. done: a sentence of what is so now. but: one of what this work is for.

    Raises InPart: both, and the reason, with the exit code of that. With what is typed next nothing is done twice.
    """
    try:
        yield
    except InPart as error:
        raise InPart(f"{done} {error}", next=error.next or next) from error
    except (SmartError, OSError, MemoryError) as error:
        code = error.code if isinstance(error, SmartError) else None
        raise InPart(f"{done} {but} {reason_of(error)}", next=_next(error) or next, code=code) from error


@contextmanager
def tried(so_far: SoFar, but: str) -> Iterator[None]:
    """Around work without which the rest can be shown all the same. What fails is remembered, and told at the end."""
    try:
        yield
    except (SmartError, OSError, MemoryError) as error:
        so_far.missed.append(f"{but} {reason_of(error)}")


@contextmanager
def told_first() -> Iterator[None]:
    """Around what is said of work that is not begun yet. SmartError: it could not be shown, so nothing is done."""
    try:
        yield
    except Unshown as error:
        said = _("Nothing was changed: what would be done could not be shown ({why}).").format(why=error.why)
        raise SmartError(said, next=DOCTOR) from error


def whole(so_far: SoFar) -> None:
    """At the end of a command. Raises InPart where something that should have followed did not."""
    if so_far.missed:
        raise InPart(" ".join([so_far.done or _("It is done."), *so_far.missed]), next=DOCTOR)


def in_part(so_far: SoFar, problem: BaseException) -> BaseException:
    """How what ended a command is told: where something landed before, beside it."""
    if isinstance(problem, InPart):
        return _with_missed(so_far, problem)
    if not so_far.done or isinstance(problem, BrokenPipeError):  # whoever reads has seen enough
        return problem
    said = [so_far.done, *so_far.missed]
    if isinstance(problem, KeyboardInterrupt | Stopped):
        return InPart(" ".join([*said, _("What comes after it was stopped.")]), next=so_far.next, code=code_of(problem))
    if isinstance(problem, Unshown):
        said.append(_("But what follows could not be shown: {why}.").format(why=problem.why))
        return InPart(" ".join(said), next=so_far.next)
    if isinstance(problem, SmartError | OSError | MemoryError):
        if so_far.is_at_work:
            return InPart(" ".join([*said, reason_of(problem)]), next=so_far.next)
        said += [_("But not all that comes after it could be done."), reason_of(problem)]
        return InPart(" ".join(said), next=_next(problem) or so_far.next)
    return problem


def _with_missed(so_far: SoFar, problem: InPart) -> InPart:
    """With what was missed before, and is not said in it: it may well be the reason."""
    new = [said for said in so_far.missed if said not in str(problem)]
    return InPart(" ".join([str(problem), *new]), next=problem.next, code=problem.code) if new else problem


def reason_of(error: SmartError | OSError | MemoryError) -> str:
    """Without what a sentence says of all being as it was: something is not."""
    from smartcli.home.reasons import untold, why  # only where something failed

    if isinstance(error, SmartError):
        return f"{error.what} {untold(error)}".rstrip()
    return _("The reason: {why}.").format(why=why(error))


def _next(error: BaseException) -> str | None:
    return error.next if isinstance(error, SmartError) else None
