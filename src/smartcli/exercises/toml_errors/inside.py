"""What is wrong between the brackets of a line: the parts of { }, the texts of [ ]."""

from __future__ import annotations

import re

from smartcli.exercises.toml_errors.lines import SourceLine
from smartcli.text.language import Later

Said = tuple[Later, Later]  # what is wrong, and the cure

OF_LEADS = '{ to = "urge-surf", is = "An urge" }'
OF_NOTES = '{ ask = "How was that?", avoid = "Advice." }'
OF_CARDS = '{ card = "crisis", at_most = 1 }'
SHAPE = '{ key = "hard", at_least = 7 }'
NAME = re.compile(r"[A-Za-z_]\w*")
COMPARED = re.compile(r"([A-Za-z_]\w*)\s*(>=|=>|<=|=<|==|>|<)\s*(-?\d+)")  # as other languages write it
VALUES = {"true", "false", "inf", "nan"}


def without_quotes(value: str) -> bool:
    """Whether a value is a text that stands without quotes."""
    return bool(re.match(r"-?\s*[^\W\d_]", value)) and value.lstrip("+-") not in VALUES


def inside(line: SourceLine) -> Said | None:
    shape = OF_CARDS if re.search(r"\b(safety|card)\b", line.bare) else SHAPE
    shape = {"leads": OF_LEADS, "facilitator": OF_NOTES}.get(line.name, shape)
    takes_parts = line.name in {"only_if", "safety", "leads"}
    if line.value.startswith("("):
        signs = "{ }" if takes_parts else "[ ]"
        return Later("( and ) are not used here."), Later("Please write {signs}.").format(signs=signs)
    is_key = line.name == "only_if" and NAME.fullmatch(line.value)
    if is_key or (takes_parts and re.match(r"[A-Za-z_]\w*\s*[<>=]", line.value)):
        example = f"{line.name} = {_compared(line.value, shape)}"
        return Later("{ and } are missing."), Later("Please write {example}.").format(example=example)
    if "==" in line.bare:
        return Later("there are two =."), Later("Please write one.")
    for part in re.findall(r"\{([^{}]*)\}", line.bare):
        if said := _parts(part, shape):
            return said
    listed = re.findall(r"\[([^\[\]{}]*)", line.value) or (
        [line.bare.rstrip(" ],")] if line.opened and "{" not in line.bare else []
    )
    return next((said for part in listed if (said := _listed(part, f"{line.name} = {shape}"))), None)


def _compared(text: str, shape: str) -> str:
    """The author's own comparison with a number as it is written here; the example where there is none."""
    found = COMPARED.search(text)
    if found is None or shape != SHAPE:
        return SHAPE.replace("hard", text) if shape == SHAPE and NAME.fullmatch(text) else shape
    key, sign, number = found[1], found[2], int(found[3])
    match sign:
        case ">" | "<":
            test = f"at_least = {number + 1}" if sign == ">" else f"at_most = {number - 1}"
        case "==":
            test = f"is = {number}"
        case _:
            test = f"at_least = {number}" if ">" in sign else f"at_most = {number}"
    return f'{{ key = "{key}", {test} }}'


def _parts(part: str, shape: str) -> Said | None:
    """Between { and }: each part is name = value."""
    example = Later("Please write {example}.").format(example=shape)
    parts = [one.strip() for one in part.split(",")]
    if ";" in part:
        return Later("there is a ; between the parts."), Later("Please write a comma.")
    if re.search(r"[<>]", part):
        if COMPARED.search(part):
            return Later("there is a < or a >."), Later("Please write {example}.").format(
                example=_compared(part, shape)
            )
        return Later("there is a < or a >."), Later("Please write at_least = 7 or at_most = 3.")
    if ":" in part:
        return None  # said of the whole line
    if all(re.fullmatch(r'""', one) for one in parts):
        return Later("{ and } stand around a list."), Later("Please write [ and ].")
    if len(parts) > 1 and not parts[-1]:
        return Later("a comma stands before the }."), Later("Please take it out.")
    if any(one.count("=") > 1 for one in parts):
        return Later("a comma is missing between the parts."), example
    if any("=" not in one for one in parts):
        return Later("a part has no =."), example
    return next((said for one in parts if (said := _part(one))), None)


def _part(part: str) -> Said | None:
    name, _equals, value = (piece.strip() for piece in part.partition("="))
    if " " in name:
        return Later("a name has no blank."), Later("Please write {name}.").format(name="_".join(name.split()))
    if value.lower() in {"yes", "no", "true", "false"} and value not in VALUES:
        return Later("this is neither true nor false."), Later("Please write true or false, small and without quotes.")
    if without_quotes(value):
        return Later("a text stands without quotes."), Later('Please write it "like this".')
    return (
        None
        if value
        else (Later("there is nothing after the =."), Later('Please give a value, such as "a text" or 7.'))
    )


def _listed(part: str, example: str) -> Said | None:
    """Between [ and ]: texts, with commas."""
    if ";" in part:
        return Later("there is a ; between the texts."), Later("Please write a comma.")
    if "=" in part:
        return Later("[ and ] stand around a name = value."), Later("Please write {example}.").format(example=example)
    items = [one.strip() for one in part.split(",")]
    if any(without_quotes(one) for one in items):
        return Later("a text stands without quotes."), Later('Please write it "like this".')
    if any(re.match(r"\.\.|…", one) for one in items):
        return Later("… stands for nothing here."), Later("Please write out all of them, or take it out.")
    return None
