"""How time and memory are measured: in processes of their own, their memory added up while they run."""

import multiprocessing
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

_SAMPLE_SECONDS = 0.05
_MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall time, and the most memory (resident, MiB) that a process and its children held at one time."""

    seconds: float
    peak_mib: float


class BenchmarkError(RuntimeError):
    """What was to be measured failed; the message holds its own words."""


class _Peak(threading.Thread):
    """Watches a process and all below it.  Pages that they share are counted for each of them."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._ended = threading.Event()
        self.bytes = 0

    def run(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            try:
                family = [self._process, *self._process.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self.bytes = max(self.bytes, sum(map(_resident, family)))

    def stop(self) -> float:
        """MiB at the peak."""
        self._ended.set()
        self.join()
        return self.bytes / _MEBIBYTE


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def in_own_process(function: Callable[..., Any], *values: Any) -> tuple[Any, Cost]:
    """Call a function of a module in a fresh process; its result and its cost, start-up left out."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        pid = pool.submit(os.getpid).result()
        peak = _Peak(pid)
        peak.start()
        started = time.perf_counter()
        result = pool.submit(function, *values).result()
        return result, Cost(time.perf_counter() - started, peak.stop())


def command(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command; BenchmarkError with its output where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        list(arguments),
        cwd=folder,
        env=os.environ | dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        peak = _Peak(process.pid)
        peak.start()
        output, _ = process.communicate()
        cost = Cost(time.perf_counter() - started, peak.stop())
    if process.returncode:
        raise BenchmarkError(f"{' '.join(arguments)} failed:\n{output}".rstrip())
    return cost
