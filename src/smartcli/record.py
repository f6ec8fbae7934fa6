"""Frozen bundles of named values, typed like dataclasses and made without generating code.

There are some fifty of them, and every command loads most: dataclasses took as long to import as all the rest of
smartcli, since each one compiles half a dozen functions. Type checkers see a frozen, keyword-only dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform

EMPTY: Mapping[str, Any] = {}  # a default for a mapping; nobody writes into it


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Named values, given by name. What is unknown or missing is a TypeError; nothing changes afterwards."""

    _names: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        own = [name for name, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)]
        cls._names = tuple(dict.fromkeys([*cls._names, *own]))
        cls._known = frozenset(cls._names)
        cls._defaults = {**cls._defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}
        for name in own:
            if name in cls.__dict__:  # a value stands in the instance or nowhere
                delattr(cls, name)

    def __init__(self, **given: Any) -> None:
        values = {**self._defaults, **given}
        if values.keys() != self._known:
            unknown = [name for name in values if name not in self._known]
            missing = [name for name in self._names if name not in values]
            raise TypeError(f"{type(self).__name__}: unknown {unknown}, missing {missing}")
        self.__dict__.update(values)

    def but(self, **changes: Any) -> Self:
        """The same with some values changed."""
        return type(self)(**{**values(self), **changes})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and values(self) == values(other)

    def __hash__(self) -> int:
        return hash((type(self), *values(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in values(self).items())})"


def values(record: Record) -> dict[str, Any]:
    """Every value by its name."""
    return {name: getattr(record, name) for name in record._names}


def names(kind: type[Record]) -> tuple[str, ...]:
    """The names of a kind of record, in the order they are written down."""
    return kind._names


def needed(kind: type[Record]) -> tuple[str, ...]:
    """The names that have no usual value."""
    return tuple(name for name in kind._names if name not in kind._defaults)
