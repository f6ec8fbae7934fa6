"""Functions of modules that are already imported get other code, in place, wherever somebody holds them."""

import ast
import functools
import gc
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

SEEN = "__seen__"  # what a watched function calls first, as a builtin


class CannotBeSwapped(Exception):
    """No function that lives has this code, or it holds other names of the functions around it."""


class Functions:
    """All that live now in these files, by the place of their code: what is made later is not known."""

    def __init__(self, files: set[Path]) -> None:
        self._live: dict[tuple[str, str, int], list[FunctionType]] = {}
        names = {str(file) for file in files}
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename in names:
                self._live.setdefault(_place(one.__code__), []).append(one)
        self._caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]

    def swap(self, file: Path, tree: ast.Module, body: str = "") -> None:
        """body: the function whose code is taken from the tree, with those in it; "" = all."""
        found = 0
        for code in _codes(compile(tree, str(file), "exec", dont_inherit=True)):
            if body and code.co_qualname != body and not code.co_qualname.startswith(f"{body}.<locals>."):
                continue
            for one in self._live.get(_place(code), ()):
                if one.__code__.co_freevars != code.co_freevars:
                    raise CannotBeSwapped
                one.__code__ = code
                found += 1
        if not found:
            raise CannotBeSwapped
        for cache in self._caches:  # what was worked out before the change
            cache.cache_clear()


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def watched(module: str, source: str) -> ast.Module:
    """The module, each of whose functions says first that it was called, as "module:function"."""
    tree = ast.parse(source)
    for name, one in _functions(tree, ""):
        call = ast.Call(ast.Name(SEEN, ast.Load()), [ast.Constant(f"{module}:{name}")], [])
        one.body.insert(0, ast.copy_location(ast.Expr(call), one.body[0]))
    return ast.fix_missing_locations(tree)


def _functions(node: ast.AST, where: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        name = where
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            name = f"{where}.{child.name}".lstrip(".")
        if isinstance(child, ast.FunctionDef):
            yield name, child
        yield from _functions(child, name)
