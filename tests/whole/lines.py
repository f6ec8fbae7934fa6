"""Every command that changes something, as it is typed, with the home it is typed in; and those that change nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tests.person import OWN

PLAIN, SEALED = "plain", "sealed"
CANARY = "tweetwords"  # in all that the person wrote
NEW = "six green boats at noon"


def answers(**given: object) -> bytes:
    return json.dumps(given).encode()


@dataclass(frozen=True)
class Line:
    """argv: `{urge}` is the id of an entry of that name, see homes.NAMES. stdin: what comes through standard input.

    home: in which it is typed. done: words that stand in what is said when it is done. code: how it ends when all is
    well.
    """

    argv: str
    stdin: bytes = b""
    home: str = "used"
    forms: Sequence[str] = (PLAIN, SEALED)
    done: str = ""
    passphrase: str = OWN
    code: int = 0
    writes: bool = True
    name: str = ""

    @property
    def is_again(self) -> bool:
        """Whether a second run finishes what the first has begun, without doing anything twice."""
        return self.argv.split()[0] in {"forget", "lock", "unlock", "restore", "import", "repair", "settings"}

    @property
    def answers(self) -> bool:
        """Whether it is typed to be told what is wrong: that is its answer, on standard output."""
        return self.argv.split()[:1] in (["doctor"], ["check"], ["repair"])

    @property
    def title(self) -> str:
        return self.name or " ".join(word for word in self.argv.split() if not word.startswith(("{", "--answers", "-")))


WRITING = (
    Line("do urge-log --answers -", answers(trigger=f"a row {CANARY}", strength=7), done="Saved."),
    Line("do why-i-want-this --answers -", answers(reasons=[f"sleep {CANARY}"]), done="Saved."),
    Line("checkin --answers -", answers(urge=3, line=f"a walk {CANARY}"), done="Saved."),
    Line(
        "checkin --day 2026-03-09 --answers -",
        answers(urge=3, line=f"a walk {CANARY}"),
        done="Saved.",
        name="checkin --day",
    ),
    Line(
        "checkin --answers -",
        answers(urge=3, line=f"a walk {CANARY}"),
        home="fresh",
        done="Saved.",
        name="checkin, the first",
    ),
    Line(
        "checkin --day yesterday --answers -",
        answers(urge=3, line=f"a bridge {CANARY}"),
        done="Saved.",
        name="checkin --day",
    ),
    Line(
        "do urge-log",
        f"7\nrows {CANARY}\n".encode(),
        forms=(PLAIN,),
        code=130,
        done="Kept as a draft.",
        name="a draft left",
    ),
    Line(
        "do urge-log",
        f"Begin here\n7\nrows {CANARY}\n".encode(),  # no strength, where it is not asked that first
        forms=(SEALED,),
        code=130,
        done="Kept as a draft.",
        name="a draft left",
    ),
    Line("journal edit {urge} --answers -", answers(trigger=f"tired {CANARY}"), done="Saved."),
    Line(
        "journal edit {reasons} --answers -",
        answers(reasons=[f"health {CANARY}"]),
        done="Saved.",
        name="journal edit of cards",
    ),
    Line("journal edit {urge} --day yesterday", done="Saved.", name="journal edit --day"),
    Line("journal delete {urge} --yes", done="trash"),
    Line("journal delete {reasons} --yes", done="trash", name="journal delete of cards"),
    Line("journal undo --yes", home="undoable"),
    Line("cards pick reason --answers -", answers(reason=["2"]), done="Kept."),
    Line("cards edit 1 --answers -", answers(reasons=f"my cat {CANARY}"), done="Saved."),
    Line("cards away reason --answers - --yes", answers(reason=["1"]), done="card put away"),
    Line("cards back reason --answers -", answers(reason=["1"]), home="put away"),
    Line("cards --out cards.html", done="Written.", name="cards --out"),
    Line("cards --out cards.html --all", done="Written.", name="cards --out --all"),
    Line("settings change --answers -", answers(name=f"Eva {CANARY}", way="Stop"), done="Kept."),
    Line("settings change --day-ends 3", done="Kept."),
    Line("settings change --check-in urge,mood", done="Kept.", name="settings change --check-in"),
    Line(
        "settings change --answers -",
        answers(name=f"Eva {CANARY}"),
        home="fresh",
        done="Kept.",
        name="settings change, the first",
    ),
    Line("settings journal-folder carried --yes", done="lies in", name="settings journal-folder"),
    Line(
        "settings journal-folder carried --yes", home="fresh", done="lies in", name="settings journal-folder, the first"
    ),
    Line("settings journal-folder --back --yes", home="carried", done="lies in", name="settings journal-folder --back"),
    Line("exercises new my-evening", done="my-evening"),
    Line("exercises path", done="path.toml"),
    Line("exercises worksheet urge-log --out sheet.html", done="Written.", name="exercises worksheet"),
    Line("plan --out plan.html", done="Written.", name="plan --out html"),
    Line("plan --out plan.md", done="Written.", name="plan --out md"),
    Line("plan --out plan.ics", home="with a day", done="Written.", name="plan --out ics"),
    Line("remind ics --at 20:30 --out evening.ics", home="with a day", done="Written.", name="remind ics"),
    Line("remind shell bash", done="__evening_line", name="remind shell"),
    Line("remind shell off", home="prompted", done="no line any more", name="remind shell off"),
    Line("checkin --answers -", answers(urge=2), home="prompted", done="Saved.", name="checkin, prompted"),
    Line("visit --answers - --out visit.html", answers(talk=[f"my evenings {CANARY}"]), done="Written.", name="visit"),
    Line(
        "homework make --answers - --out made.toml",
        answers(exercises=[{"exercise": "my-own"}], why=f"rows at home {CANARY}"),
        done="Written.",
        name="homework make",
    ),
    Line("homework take given.toml --yes", home="given", done="The homework is taken.", name="homework take"),
    Line("homework done --yes", home="with homework", done="put away", name="homework done"),
    Line("meeting --people 8 --minutes 60 --exercise urge-surf --out plan.html", done="Written.", name="meeting --out"),
    Line("export json --out out.json", done="written.", name="export json --out"),
    Line("export csv --out out.csv", done="written.", name="export csv --out"),
    Line("export csv --wide --out out.csv", done="written.", name="export csv --wide --out"),
    Line("export dictionary --out out.csv", done="written.", name="export dictionary --out"),
    Line("export html --out out.html", done="written.", name="export html --out"),
    Line("export markdown --out out.md", done="written.", name="export markdown --out"),
    Line("import export.json --yes", home="import"),
    Line("import export.json --yes", home="import the first", name="import, the first"),
    Line("import --from jrnl diary.txt --yes", home="a diary", done="added", name="import --from"),
    Line("backup", done="entries"),
    Line("backup mine.zip --yes", done="entries", name="backup elsewhere"),
    Line("restore backup.zip --yes", home="restore"),
    Line("restore backup.zip --yes", home="restore the first", passphrase=f"{OWN}\n{OWN}", name="restore, the first"),
    Line("forget {urge} --yes", done="erased."),
    Line("forget --exercise urge-log --yes", done="erased.", name="forget --exercise"),
    Line("forget --from 2026-01-01 --to 2026-12-31 --yes", done="erased.", name="forget --from --to"),
    Line("forget --everything --yes", done="Erased.", name="forget --everything"),
    Line("lock --yes", forms=(PLAIN,), done="Sealed."),
    Line("lock --yes", home="fresh", forms=(PLAIN,), done="Sealed.", name="lock, the first"),
    Line("lock --yes", home="unlocked", forms=(PLAIN,), done="Sealed.", name="lock again"),
    Line("lock --new-key --yes", home="unlocked", forms=(PLAIN,), done="Sealed.", name="lock --new-key"),
    Line("lock --drop-plain", forms=(SEALED,), done="removed.", name="lock --drop-plain"),
    Line("lock --show plan --yes", forms=(SEALED,), done="Kept.", name="lock --show"),
    Line(
        "lock --change --yes",
        forms=(SEALED,),
        done="holds from now on",
        passphrase=f"{OWN}\n{NEW}",
        name="lock --change",
    ),
    Line("unlock --yes", forms=(SEALED,)),
    Line("repair --yes", home="damaged"),
    Line("repair --start-anew --yes", home="gone", name="repair --start-anew"),
)
# What they do when nothing is written: looked at like the others, with a fault they say so or show the same.
READING = tuple(
    Line(argv, writes=False, home=home, forms=forms or (PLAIN, SEALED), code=3 if argv.startswith("repair") else 0)
    for argv, home, *forms in (
        ("", "used"),
        ("points", "used"),
        ("insights", "used"),
        ("insights --why 1", "used"),
        ("urge", "used"),
        ("help-now", "used"),
        ("journal list", "used"),
        ("journal show {urge}", "used"),
        ("journal search row", "used"),
        ("cards", "used"),
        ("plan", "used"),
        ("remind", "used"),
        ("settings", "used"),
        ("export json", "used"),
        ("export csv", "used"),
        ("export csv --wide", "used"),
        ("export dictionary", "used"),
        ("export html", "used"),
        ("export markdown --newest-first", "used"),
        ("exercises list", "used"),
        ("exercises show my-own", "used"),
        ("exercises preview my-own", "used"),
        ("demo urge-log", "used"),
        ("demo --journal --days 2", "used"),
        ("homework", "with homework"),
        ("", "with homework"),
        ("meeting --people 8 --minutes 60 --exercise my-own", "used"),
        ("doctor", "used"),
        ("check my-own", "used"),
        ("where", "used"),
        ("completion bash", "used"),
        ("help urge", "used"),
        ("journal", "used"),
        ("exercises", "used"),
        ("backup mine.zip --verify", "with a backup"),
        ("lock --paper", "used", SEALED),
        ("import export.json --dry-run", "import"),
        ("restore backup.zip --dry-run", "restore"),
        ("forget --everything --dry-run", "used"),
        ("repair --dry-run", "damaged"),
    )
)
LINES = WRITING + READING
# Commands that have no row, each with its reason.
ELSEWHERE = {
    "sos": "help-now by another name",
    "verify": "starts the others in homes of its own: keeping/health/test_proofs.py",
    "remind install": "writes into systemd's folder or the crontab of the machine: commands/test_remind_timer.py",
    "remind remove": "the same",
    "remind status": "the same",
    "remind notice": "the same",
}
