"""File systems of a test's own: a small one in memory, and one on an image whose power can be cut."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHUT_DOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN."""

_WITHOUT_LOG_FLUSH = 2

IMAGE_OPTIONS = "loop,noauto_da_alloc,commit=1"
"""No safety net for a replace without fsync, and what is not synced goes to disk at any moment."""


@contextmanager
def memory(folder: Path, kilobytes: int) -> Iterator[None]:
    """Mount a file system of this size in memory; skip the test where that is not allowed."""
    with _mounted(["-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs"], folder):
        yield


def resize(folder: Path, kilobytes: int) -> None:
    """Give a file system in memory another size."""
    options = ["-o", f"remount,size={kilobytes}k"]
    subprocess.run(["mount", *options, str(folder)], check=True, timeout=60, capture_output=True)


@contextmanager
def image(file: Path, folder: Path) -> Iterator[None]:
    """Mount a file system on an image; skip the test where that is not allowed."""
    with _mounted(["-t", "ext4", "-o", IMAGE_OPTIONS, str(file)], folder):
        yield


IN_WHOLE_SECONDS = ("-I", "128")
"""Makes a file system whose inodes have no room for more than the second of a time."""


def make_image(file: Path, megabytes: int = 16, *options: str) -> None:
    """Make an image with an empty file system; skip the test where that cannot be done."""
    if not shutil.which("mkfs.ext4"):
        pytest.skip("mkfs.ext4 is not installed")
    with file.open("wb") as stream:
        stream.truncate(megabytes << 20)
    command = ["mkfs.ext4", "-q", "-F", *options, str(file)]
    subprocess.run(command, check=True, timeout=60, capture_output=True)


def cut_power(folder: Path) -> None:
    """Stop the file system as a power cut does: whatever is not on the disk by now never will be.

    Skips the test where the kernel cannot do this.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.ioctl(descriptor, _SHUT_DOWN, struct.pack("I", _WITHOUT_LOG_FLUSH))
    except OSError as error:
        pytest.skip(f"the file system cannot be shut down here: {error.strerror}")
    finally:
        os.close(descriptor)


@contextmanager
def _mounted(what: list[str], folder: Path) -> Iterator[None]:
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("mounting takes root's rights")
    folder.mkdir(parents=True, exist_ok=True)
    mount = subprocess.run(
        ["mount", *what, str(folder)], capture_output=True, text=True, check=False, timeout=60
    )
    if mount.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {mount.stderr.strip()[-100:]}")
    try:
        yield
    finally:
        _unmount(folder)


def _unmount(folder: Path) -> None:
    """Take a file system away in any case: one that is still used, as soon as it is not."""
    for options in ([], [], [], ["-l"]):
        if subprocess.run(["umount", *options, str(folder)], check=False, timeout=60).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(f"{folder} is still mounted")
