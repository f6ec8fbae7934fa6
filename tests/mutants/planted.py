"""A pytest plugin: one module of smartcli is imported from another source, for tests in a process of their own.

`-p tests.mutants.planted`, with the module's file in MUTANT_OF and the file of the other source in MUTANT_FROM.
"""

import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec
from pathlib import Path

FILE = os.environ["MUTANT_OF"]
SOURCE = Path(os.environ["MUTANT_FROM"])


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(SOURCE.read_bytes(), self.path, "exec", dont_inherit=True)


class _Finder:
    looking = False

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if self.looking or not name.startswith("smartcli."):
            return None
        self.looking = True
        try:
            spec = find_spec(name)
        finally:
            self.looking = False
        if spec is not None and spec.origin is not None and os.path.realpath(spec.origin) == FILE:
            spec.loader = _Loader(name, spec.origin)
        return spec


sys.meta_path.insert(0, _Finder())
