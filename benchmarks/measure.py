"""How time and memory are measured: in processes of their own, their memory added up while they run."""

import multiprocessing
import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

_SAMPLE_SECONDS = 0.05
_MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took.

    `seconds`: wall time; `cpu_seconds`: of all cores together, which other work on the machine hardly
    changes; `peak_mib`: the most resident memory at one time.
    """

    seconds: float
    cpu_seconds: float
    peak_mib: float

    def ratios(self, other: "Cost") -> tuple[float, float, float]:
        """How many times the other's wall time, processor time and memory this is."""
        return self.seconds / other.seconds, self.cpu_seconds / other.cpu_seconds, self.peak_mib / other.peak_mib


class BenchmarkError(RuntimeError):
    """What was to be measured failed; the message holds its own words."""


class _Peak(threading.Thread):
    """Watches a process and all below it.  Pages that they share are counted for each of them."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._ended = threading.Event()
        self._cpu: dict[int, float] = {}
        self.bytes = 0

    @property
    def cpu_seconds(self) -> float:
        """Up to the last sample, of every process that was seen."""
        return sum(self._cpu.values())

    def run(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            if not self.sample():
                return

    def sample(self) -> bool:
        """Look once; False where the process has ended."""
        try:
            family = [self._process, *self._process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return False
        resident = 0
        for process in family:
            with suppress(psutil.NoSuchProcess), process.oneshot():
                resident += process.memory_info().rss
                times = process.cpu_times()
                self._cpu[process.pid] = times.user + times.system
        self.bytes = max(self.bytes, resident)
        return True

    def stop(self) -> float:
        """MiB at the peak."""
        self._ended.set()
        self.join()
        return self.bytes / _MEBIBYTE


def _ready(_: Callable[..., Any]) -> int:
    """Called first: to be handed the function, the process has to import its module."""
    return os.getpid()


def in_own_process(function: Callable[..., Any], *values: Any) -> tuple[Any, Cost]:
    """Call a function of a module in a fresh process; its result and its cost, imports left out."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        peak = _Peak(pool.submit(_ready, function).result())
        peak.sample()
        before = peak.cpu_seconds
        peak.start()
        started = time.perf_counter()
        result = pool.submit(function, *values).result()
        seconds = time.perf_counter() - started
        return result, Cost(seconds, peak.cpu_seconds - before, peak.stop())


def command(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command; BenchmarkError with its output where it fails.

    Processor time is the system's own count: it knows children that lived and died between two samples.
    """
    started, before = time.perf_counter(), _cpu_of_children()
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
        seconds = time.perf_counter() - started
        peak_mib = peak.stop()
    if process.returncode:
        raise BenchmarkError(f"{' '.join(arguments)} failed:\n{output}".rstrip())
    return Cost(seconds, _cpu_of_children() - before, peak_mib)


def _cpu_of_children() -> float:
    """Processor seconds of all children of this process that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
