"""What a person is told when something goes wrong.

SmartError            a sentence, the next thing to type, an exit code: 1 where nothing else stands here
  Usage               2: typed in a way that cannot be meant
  Damaged             3: it cannot be read, or is locked
    Away              the folder that the journal lies in is not there
    Locked            nobody is there to give the passphrase
    WrongPassphrase   this passphrase does not open it
    DamagedKey        no passphrase opens it any more
      Missing         a part of the key is not there
      TakenAway       a cloud has it
    NotInstalled      what seals is not on this computer
  NeedsTerminal       4: a question, and nobody to answer it
  InPart              a part is done, and a part is not
    StillUnpacked     all else is done, and a backup that was unpacked for it is still there
    PartLeft          some lines are written to the journal, and of the next a piece
  Untried             a backup is as it should be, and reading it could not be tried
  Unshown             the screen, or the file in its place, does not take it
  LeftEarly           an exercise was left; 130 as after Ctrl-C, or 128 and the number of a signal
    KeptAsDraft       and what was answered is kept, to go on with
  NotSaved            nothing was written to the journal
    PieceLeft         nothing that counts, but a piece of a line stands there; done in part, too
  NotMade             there is no backup
  NoAnswer            a timer's program did not end in time
  Refused             a timer's program did not take what it was given
  NoSuchEntry         none is meant by what was typed
  NotOurs             a file to be imported that we have not written
  EitherOrder         2: its days can be read with the day first or the month
InvalidAnswer         an answer that does not fit its step: it is asked again
Back                  the step before, please
Gone                  out of it all, please
Stopped               told to end from outside, by a signal
TooLong               a line of more bytes than are read
Unopened              not sealed with our key, or changed since
  Foreign             sealed with another key
Unusable              a mark of a segment is there, and what is in it is none
Linked                what lies in the home is a link into another place
Unflushed             written, and the disk does not say that it will stay
_Cut                  a part of it was written, and no more; taken back, where that can be
Torn                  a piece was written, and the disk does not let it be taken away
PyrageRefused         why age could not open a file
"""

HERE = "…"  # what a `next` begins with that goes on from the command that was typed; see so_far.whole
HELP = f"{HERE} --help"


class SmartError(Exception):
    """A sentence for the person, the next thing to type, and the exit code.

    The sentence is ours: it never holds what the person wrote. so: what follows from it, such as that nothing was
    changed. It belongs to the sentence, but is left out where something was done before (`what` is without it).
    """

    code = 1
    usual_next: str | None = None

    def __init__(self, message: str, *, so: str = "", next: str | None = None, code: int | None = None) -> None:
        super().__init__(f"{message} {so}" if so else message)
        self.what = message
        self.next = self.usual_next if next is None else next
        if code is not None:
            self.code = code


class Usage(SmartError):
    """The command was typed in a way that cannot be meant."""

    code = 2
    usual_next = HELP


class Damaged(SmartError):
    """The journal, or something beside it, cannot be read or is locked."""

    code = 3


class NotInstalled(Damaged):
    """What seals and opens is not on this computer: it is a part of its own, which not every computer can have."""


class InPart(SmartError):
    """Done in part: the sentence says what is done, then what is not and why."""


class Unshown(SmartError):
    """What was to be shown, or a part of it, is not out. why: as half a sentence."""

    def __init__(self, message: str, *, why: str) -> None:
        super().__init__(message)
        self.why = why


class NeedsTerminal(SmartError):
    """There is a question, and nobody to answer it."""

    code = 4
    usual_next = HELP


class LeftEarly(SmartError):
    """An exercise was left early; the message says what became of what was written."""


class KeptAsDraft(LeftEarly):
    """The same, with a draft, which `next` goes on with."""


class InvalidAnswer(Exception):
    """An answer that does not fit its step, as a sentence for the person."""


class Gone(Exception):
    """The person wants to be gone, from wherever this is: nothing more is shown."""


class Stopped(BaseException):
    """The program was told to stop from outside (SIGTERM, SIGHUP)."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def code_of(reason: BaseException) -> int:
    """The exit code of what was left, as shells give it: by a signal from outside, or as after Ctrl-C."""
    return 128 + reason.signum if isinstance(reason, Stopped) else 130
