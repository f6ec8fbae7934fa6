"""A pytest plugin: one module of smartcli is imported from another source, for tests in a process of their own.

`-p tests.mutants.planted`; MUTANT_OF is the file of the module, MUTANT_FROM that of the other source, MUTANT_BY one for
the name of the test that fails.
"""

import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec
from pathlib import Path

import pytest

FILE = os.environ["MUTANT_OF"]
SOURCE = Path(os.environ["MUTANT_FROM"])
BY = Path(os.environ["MUTANT_BY"])


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


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        BY.write_text(report.nodeid, "utf-8")
