"""The key on paper: a page to print or to copy by hand, and what was typed from it read back."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.errors import InvalidAnswer
from smartcli.text.language import _

HEAD = "AGE-SECRET-KEY-1"
SIGNS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"  # bech32 (BIP 173): what looks alike stands in it only once
ALIKE = str.maketrans("OIB1", "0L8L")  # never in a key, so only one thing can be meant
LENGTH = 58  # signs after the head; the last six are the check sum
GROUP = 4
GROUPS = 5  # in a line
WIDTH = 70


def paper(secret: str, day: str) -> str:
    """The page: at most 70 columns wide, ASCII. `secret` is the identity as age writes it."""
    blocks = [
        _("PAPER COPY OF THE KEY TO YOUR JOURNAL"),
        _("Made with smartcli on {day}.").format(day=day),
        _(
            "Whoever has this page and the files of your journal can read everything in it. Keep it where you keep "
            "what is nobody else's business. If you forget your passphrase, this page opens your journal. Without "
            "both, nobody can open it."
        ),
        _("With smartcli:"),
        _indented("smartcli lock --from-paper"),
        _(
            "Without smartcli, with the free programs age and jq: write the key as one line without blanks into a file "
            "key.txt. Then, for a file that ends in .age, and for one that ends in .jsonl:"
        ),
        _indented(
            "age -d -i key.txt 000001.jsonl.age",
            "jq -r '.age // empty' 000002.jsonl | while read -r line; do",
            'echo "$line" | base64 -d | age -d -i key.txt; done',
        ),
        _(
            "This is the key. After its first line, 0 is always zero and 8 always eight: the letters O, I and B and "
            "the number 1 are never used. Capitals and blanks do not matter."
        ),
        _indented(HEAD, *_rows(_body(secret))),  # last: so it still stands there when its end is asked for
    ]
    return "\n\n".join(_wrapped(block) for block in blocks) + "\n"


def typed(text: str) -> str:
    """The identity from what was typed: any case, blanks, dashes and line ends. InvalidAnswer says where a slip is."""
    body = _body(text)
    if len(body) != LENGTH:
        raise InvalidAnswer(
            _("The key has {length} letters and numbers after {head}. What you typed has {count}.").format(
                length=LENGTH, head=HEAD, count=len(body)
            )
        )
    values = [SIGNS.find(sign) for sign in body]
    place = values.index(-1) if -1 in values else _slip(values)
    if place is not None:
        raise InvalidAnswer(
            _("There is a slip in group {group}. That is line {line} below {head}, place {place}.").format(
                group=place // GROUP + 1,
                line=place // (GROUP * GROUPS) + 1,
                head=HEAD,
                place=place // GROUP % GROUPS + 1,
            )
        )
    if not _is_whole(values):
        raise InvalidAnswer(_("There is more than one slip in it. Please compare it with the paper, group by group."))
    return HEAD + body


def last(text: str) -> str:
    """The last six signs of a key, or of what was typed from its end: what shows that the page was kept."""
    return _compact(text).translate(ALIKE)[-6:]


def _compact(text: str) -> str:
    return "".join(sign for sign in text.upper() if not sign.isspace() and sign not in "-‐‑‒–—_.")


def _body(text: str) -> str:
    """What comes after the head, whether or not the head was typed too."""
    compact = _compact(text)
    name = _compact(HEAD).removesuffix("1")
    rest = compact.removeprefix(name)
    # The 1 of the head may have been read as a letter; after the head, an L is one of the key's own signs.
    if rest.startswith("1") or (rest != compact and rest[:1] in ("I", "L") and len(rest) > LENGTH):
        rest = rest[1:]
    return rest.translate(ALIKE)


def _rows(body: str) -> list[str]:
    groups = [body[start : start + GROUP] for start in range(0, len(body), GROUP)]
    return [" ".join(groups[start : start + GROUPS]) for start in range(0, len(groups), GROUPS)]


def _indented(*lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines)


def _wrapped(block: str) -> str:
    import textwrap

    return block if block.startswith(" ") else textwrap.fill(block, WIDTH)


def _slip(values: Sequence[int]) -> int | None:
    """The place of the one wrong sign, or of the first of two neighbours that changed places; None if it is not that.

    The sum is linear: a sign that differs by d changes it by one number, whatever the others are.
    """
    wrong = _folded(values, _START) ^ 1
    if not wrong:
        return None
    after: list[int] = []
    steps = list(range(len(SIGNS)))  # by d, at the last place; then at the one before …
    for place in reversed(range(LENGTH)):
        if wrong in steps:
            return place
        if after and wrong == steps[d := values[place] ^ values[place + 1]] ^ after[d]:
            return place
        after, steps = steps, [_folded([0], step) for step in steps]
    return None


def _is_whole(values: Sequence[int]) -> bool:
    return _folded(values, _START) == 1


def _folded(values: Sequence[int], state: int = 1) -> int:
    """The check sum of BIP 173, a BCH code over 32 signs: up to four wrong ones are always seen."""
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> bit & 1:
                state ^= part
    return state


def _head_values() -> list[int]:
    name = HEAD[:-1].lower().encode()
    return [*(sign >> 5 for sign in name), 0, *(sign & 31 for sign in name)]


_START = _folded(_head_values())
