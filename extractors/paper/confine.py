"""Runs `python -m extractors.paper` on a PDF and tells how it ended.

A PDF may refer to itself without end, unpack to more than there is memory, or crash its parser.  None of
that can be seen beforehand, so it is read by a process that may take so much memory and processor time,
write no file, and no more; the system sees to that.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_WAIT = 4
"""so many times the processor time may pass on the clock: the machine may be busy"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the reading of one PDF may take."""

    seconds: int
    """of processor time"""
    memory_bytes: int
    characters: int


def read_pdf(data: bytes, allowance: Allowance) -> dict[str, Any]:
    """What `__main__` tells of a PDF; the problem `costly` where it had to be stopped, `broken` where it failed."""
    command = [sys.executable, "-P", "-m", "extractors.paper", json.dumps(asdict(allowance))]
    environment = os.environ | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        ended = subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=environment,
            timeout=_WAIT * allowance.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _costly(allowance)
    if ended.returncode == 0:
        told: dict[str, Any] = json.loads(ended.stdout)
        return told
    last = ended.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    if ended.returncode < 0 or "MemoryError" in last:
        return _costly(allowance)
    return {"problem": "broken", "message": f"not readable as PDF: {last}"[:300]}


def _costly(allowance: Allowance) -> dict[str, Any]:
    memory = allowance.memory_bytes // 2**20
    return {
        "problem": "costly",
        "message": f"reading it takes more than {allowance.seconds} s of processor time or {memory:,} MiB of memory",
    }
