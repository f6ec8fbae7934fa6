"""The whole suite as two processes at once, where there are two cores: python -m tests.parallel.

What is kept on the disk is one half, with the tests that kill, damage and fill; all the rest is the other. Their words
come one after the other, and the exit code is the worse one.
"""

import os
import subprocess
import sys
import tempfile

DISK = ["journal", "privacy", "machines", "home/seal", "asking/interrupted"]
HALVES = [
    [f"tests/{folder}" for folder in DISK],
    ["tests", *(f"--ignore=tests/{folder}" for folder in DISK)],
]


def command(half: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *half]  # two would write one cache


def main() -> int:
    if (os.cpu_count() or 1) < 2:
        return subprocess.call([sys.executable, "-m", "pytest"])
    first, second = HALVES
    with tempfile.TemporaryFile() as said, subprocess.Popen(command(second), stdout=said, stderr=said) as other:
        code = subprocess.call(command(first))
        other.wait()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
    return max(code, other.returncode, key=abs)


if __name__ == "__main__":
    sys.exit(main())
