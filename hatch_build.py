"""What the build of the wheel adds: the exercises, read ahead, so that nobody who installs it waits for their TOML."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EDITABLE = "editable"  # there the files in data/ are used as they lie there, and may change


class ExercisesHook(BuildHookInterface[Any]):
    """Compiles the exercises of each language into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == EDITABLE:
            return
        self._made = tempfile.TemporaryDirectory(prefix="smartcli-build-")
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            from smartcli.exercises import compiled, compiling
        finally:
            sys.path.pop(0)
        for folder in compiling.folders(Path(self.root) / "data"):
            name = compiled.place(folder.parent.name).name
            file = Path(self._made.name) / name
            file.write_bytes(compiling.compiled_from(folder, with_times=False))
            build_data["force_include"][str(file)] = f"smartcli/exercises/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != EDITABLE:
            self._made.cleanup()
