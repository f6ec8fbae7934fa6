"""Small changes of a module, one at a time: what a slip of a careful person looks like.

Sentences, docstrings, types and what stands in `if TYPE_CHECKING` are left alone: no test is to hold a wording.
"""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Mult: ast.Add,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
SENTENCES = {"_", "Later", "ngettext", "typed"}  # what is said: its wording is no behaviour


@dataclass(frozen=True)
class Mutant:
    """A module with one change.

    where: the function it is in, "" = outside. body: the outermost function whose body it is in; a constant of the
    module and a default are in none, "". what: the change, as old → new, with a number where the same is there twice.
    """

    where: str
    body: str
    line: int
    what: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """What stays the same when lines move: for the list of survivors."""
        return f"{self.where}: {self.what}"

    @property
    def source(self) -> str:
        return ast.unparse(self.tree)


@dataclass(frozen=True)
class _Found:
    """A place in a tree, and how it is changed there: what is given back takes its place, unless that is None."""

    where: str
    body: str
    node: ast.AST
    change: Callable[[ast.AST], ast.AST | None]


def mutants(source: str, chosen: Container[int] | None = None) -> Iterator[Mutant]:
    """Those of the chosen numbers, or all, in the order of the source. The lines of each tree are those of the source.

    Making one takes a hundred times as long as naming it: of the others no more is copied than what they change.
    """
    tree = ast.parse(source)
    for number, (found, what) in enumerate(_named(tree)):
        if chosen is not None and number not in chosen:
            continue
        changed = copy.deepcopy(tree)
        place = _same(tree, changed, found.node)
        new = found.change(place)
        if new is not None:
            _replace(changed, place, new)
        ast.fix_missing_locations(changed)
        yield Mutant(found.where, found.body, getattr(found.node, "lineno", 0), what, changed)


def names(source: str) -> Iterator[str]:
    """The names of all, without making any."""
    return (f"{found.where}: {what}" for found, what in _named(ast.parse(source)))


def _named(tree: ast.Module) -> Iterator[tuple[_Found, str]]:
    """Each change there can be, and what it is in words."""
    times: Counter[str] = Counter()
    for found in _in(tree, "", ""):
        before, place = _words(found.node), copy.deepcopy(found.node)
        new = found.change(place)
        yield found, _counted(found, before, _words(new if new is not None else place), times)


def _counted(found: _Found, before: str, after: str, times: Counter[str]) -> str:
    """The change in words, with a number where the same was there before."""
    what = f"{_short(before)} → {_short(after)}"
    times[f"{found.where}: {what}"] += 1
    time = times[f"{found.where}: {what}"]
    return what if time == 1 else f"{what} ({time})"


def _words(node: ast.AST) -> str:
    """What of it is changed."""
    return f"if {ast.unparse(node.test)}" if isinstance(node, ast.If | ast.IfExp) else ast.unparse(node)


def _short(code: str) -> str:
    return " ".join(code.split())[:90]


def _same(tree: ast.AST, other: ast.AST, node: ast.AST) -> ast.AST:
    return next(twin for one, twin in zip(ast.walk(tree), ast.walk(other), strict=True) if one is node)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(one is old for one in value):
                setattr(parent, name, [new if one is old else one for one in value])


def _in(node: ast.AST, where: str, body: str) -> Iterator[_Found]:
    is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        where = f"{where}.{node.name}".lstrip(".")
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCES:
        return
    if isinstance(node, ast.ImportFrom | ast.Import | ast.Raise):
        return  # which error is raised is a matter of its condition
    yield from (_Found(where, body, node, change) for change in _changes(node))
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        within = body or (where if is_function and name == "body" else "")
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _in(child, where, within)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST | None]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
        yield _operator("ops")
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED and not _is_text(node):
        yield _operator("op")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda place: place.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield lambda _place: ast.Pass()
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield lambda _place: ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue):
        yield lambda _place: ast.Break()
    elif isinstance(node, ast.If | ast.IfExp):
        yield _test(True)
        yield _test(False)


def _operator(field: str) -> Callable[[ast.AST], None]:
    def change(place: ast.AST) -> None:
        old = getattr(place, field)
        new = SWAPPED[type(old[0] if isinstance(old, list) else old)]()
        setattr(place, field, [new, *old[1:]] if isinstance(old, list) else new)

    return change


def _test(value: bool) -> Callable[[ast.AST], None]:
    def change(place: ast.AST) -> None:
        place.test = ast.Constant(value)  # type: ignore[attr-defined]

    return change


def _constant(node: ast.Constant) -> Iterator[Callable[[ast.AST], ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield lambda _place: ast.Constant(not value)
    elif isinstance(value, int):
        yield lambda _place: ast.Constant(value + 1)
    elif isinstance(value, str) and value.isidentifier():
        yield lambda _place: ast.Constant(f"X{value}")
    elif isinstance(value, bytes) and value:
        yield lambda _place: ast.Constant(b"X" + value)


def _is_text(node: ast.BoolOp | ast.BinOp) -> bool:
    """Whether it joins texts, of which no less can be taken."""
    parts = ast.walk(node) if isinstance(node, ast.BinOp) else ()
    return any(isinstance(one, ast.JoinedStr) or isinstance(getattr(one, "value", None), str) for one in parts)
