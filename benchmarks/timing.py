"""Timing: percentiles of calls, calls in turn, whole processes. Ratios inside one run are what is reported."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Median and 95th percentile of some durations, in milliseconds."""

    p50: float
    p95: float


def percentiles(durations_ms: Sequence[float]) -> Percentiles:
    """Return both percentiles by the nearest rank. Raises ValueError without durations."""
    if not durations_ms:
        raise ValueError("no durations were measured")
    ordered = sorted(durations_ms)
    return Percentiles(ordered[len(ordered) // 2], ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)])


def in_turn(calls: Sequence[Callable[[str], object]], questions: Iterable[str]) -> list[Percentiles]:
    """Time each call on every question, one after the other, so that a slow moment of the machine falls on all."""
    durations: list[list[float]] = [[] for _ in calls]
    for question in questions:
        for call, spent in zip(calls, durations, strict=True):
            started = time.perf_counter()
            call(question)
            spent.append((time.perf_counter() - started) * 1000)
    return [percentiles(spent) for spent in durations]


@dataclass(frozen=True, slots=True)
class Process:
    """One finished process: seconds on the wall, and its peak of resident memory in MB."""

    wall_s: float
    peak_mb: float


def run_process(command: Sequence[str], environment: dict[str, str]) -> Process:
    """Run a command to its end. Raises RuntimeError with its last line if it fails."""
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        said = child.stderr.read().decode() if child.stderr else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} ...: {said.strip().splitlines()[-1] if said.strip() else status}")
    return Process(time.perf_counter() - started, usage.ru_maxrss / 1024)
