"""Git as it is run here: nothing of the user's own set-up, no hooks, no question where nobody answers."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from followup_tui import files
from followup_tui.sync.git_errors import NO_ANSWER, NOTHING_LOST, GitError, local_error, remote_error
from followup_tui.sync.https_host import is_silent

LOCAL_SECONDS: Final = 60.0
"""How long git may take for what it does on this machine alone."""

NETWORK_SECONDS: Final = 120.0
"""How long a transfer may take where nobody watches it."""

SILENT_SECONDS: Final = 15.0
"""How long an https host may say nothing before a connection is tried, to see whether it answers at all.

Git has no limit for making a connection; its `lowSpeedTime` counts from when there is one.
"""

PROBE_SECONDS: Final = 5.0
"""How long that try may take."""

WATCHED_SECONDS: Final = 1_800.0
"""How long it may take where somebody does, who may have to type a passphrase."""

_PROGRAM: Final = "git"

_PROXIES: Final = frozenset({"https_proxy", "all_proxy"})
"""The variables, in lower case, by which git is told to go through a proxy."""

_SSH: Final = "-oConnectTimeout=15 -oServerAliveInterval=10 -oServerAliveCountMax=2"
_KEPT_VARIABLES: Final = frozenset(
    {"GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EXEC_PATH", "GIT_SSL_CAINFO"}
)

_CONFIG: Final = """\
[core]
\thooksPath = /dev/null
\tfsmonitor = false
\tpager = cat
[gc]
\tautoDetach = false
[maintenance]
\tauto = false
[protocol]
\tallow = never
[protocol "file"]
\tallow = always
[protocol "ssh"]
\tallow = always
[protocol "https"]
\tallow = always
[http]
\tlowSpeedLimit = 100
\tlowSpeedTime = 20
[transfer]
\tfsckObjects = true
[init]
\tdefaultBranch = main
"""


_UNFINISHED: Final = ("tmp_", ".tmp-", "gc.pid", "fast_import_crash_")
"""How the names of files begin that git removes itself where it is not killed."""


class Git:
    """Runs git on a bare repository.

    Args:
        folder: the repository.
        environ: the environment.
        is_watched: whether somebody can answer what ssh or git asks.
        lock: the descriptor of the lock of this sync. What git starts holds it, too: where this program is
            killed, no other sync begins before that has ended.
    """

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str],
        *,
        is_watched: bool = False,
        lock: int | None = None,
    ) -> None:
        self.folder = folder
        self._is_watched = is_watched
        self._lock = lock
        kept = {
            name: value
            for name, value in environ.items()
            if not name.startswith("GIT_") or name in _KEPT_VARIABLES
        }
        self._environ = {
            **kept,
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(folder.with_name(f"{folder.name}.gitconfig")),
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "1" if is_watched else "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_ADVICE": "0",
            "GIT_SSH_COMMAND": self._ssh(kept),
        }

    def _ssh(self, environ: Mapping[str, str]) -> str:
        command = environ.get("GIT_SSH_COMMAND") or environ.get("GIT_SSH") or "ssh"
        return f"{command} {_SSH}" + ("" if self._is_watched else " -oBatchMode=yes")

    def make(self) -> None:
        """Make the repository, where it is not there yet, and what git is told instead of the user's set-up.

        What a git that was killed left over is taken away.

        Raises:
            DataError: it could not be made.
        """
        config = Path(self._environ["GIT_CONFIG_GLOBAL"])
        try:
            files.make_private_folder(self.folder.parent)
            if not config.is_file() or config.read_text("utf-8") != _CONFIG:
                files.replace(config, _CONFIG.encode())
            clear_left_over(self.folder)
        except OSError as error:
            raise GitError(f"{config} could not be made: {error.strerror}", "Look at its folder") from error
        if not (self.folder / "HEAD").is_file():
            self.init(self.folder)

    def init(self, folder: Path) -> None:
        """Make a bare repository, for its owner only."""
        try:
            files.make_private_folder(folder)
        except OSError as error:
            raise GitError(f"{folder} could not be made: {error.strerror}", "Look at its folder") from error
        self.run(
            "init",
            "--bare",
            "--quiet",
            "--template=",
            "--object-format=sha1",
            str(folder),
            in_repository=False,
        )

    def run(
        self,
        *arguments: str,
        content: bytes = b"",
        codes: Sequence[int] = (0,),
        is_remote: bool = False,
        in_repository: bool = True,
    ) -> bytes:
        """Run git, and return what it wrote to its standard output.

        Args:
            arguments: the command and its arguments.
            content: what it gets on its standard input.
            codes: the exit codes that are no failure.
            is_remote: whether it goes to the remote, which may not answer.
            in_repository: whether it works on the repository.

        Raises:
            GitError: it failed, or took too long.
        """
        where = [f"--git-dir={self.folder}"] if in_repository else []
        watched = is_remote and self._is_watched
        seconds = WATCHED_SECONDS if watched else NETWORK_SECONDS if is_remote else LOCAL_SECONDS
        try:
            process = subprocess.Popen(  # noqa: S603 - git, with arguments that were checked
                [_PROGRAM, *where, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environ,
                umask=0o077,  # what it writes is the user's alone, as every file here
                # Where nobody watches, all that git starts ends with it; else ssh must reach the terminal.
                start_new_session=not watched,
                pass_fds=() if self._lock is None else (self._lock,),
            )
        except OSError as error:
            raise GitError("git could not be run, which carries what is synced", "Install git") from error
        try:
            output, errors = self._talk(process, content, seconds, arguments)
        except subprocess.TimeoutExpired as error:
            self._kill(process, is_leader=not watched)
            raise GitError(
                f"The remote did not answer for {seconds:g} seconds" if is_remote else "git took too long",
                NOTHING_LOST,
            ) from error
        except BaseException:
            self._kill(process, is_leader=not watched)
            raise
        if process.returncode not in codes:
            message = errors.decode("utf-8", "replace")
            if process.returncode < 0:
                failed = GitError("git was ended while it worked", NOTHING_LOST)
            else:
                failed = remote_error(message) if is_remote else local_error(arguments[0], message)
            failed.code = process.returncode
            raise failed
        return output

    def _talk(
        self, process: subprocess.Popen[bytes], content: bytes, seconds: float, arguments: Sequence[str]
    ) -> tuple[bytes, bytes]:
        """Return what git wrote.

        Raises:
            GitError: it waits for an https host that says nothing.
            TimeoutExpired: it took longer than so many seconds.
        """
        address = next((each for each in arguments if each.startswith("https://")), "")
        # Behind a proxy the host itself need not be within reach.
        if not address or any(name.lower() in _PROXIES for name in self._environ):
            return process.communicate(content, seconds)
        try:
            return process.communicate(content, SILENT_SECONDS)
        except subprocess.TimeoutExpired:
            if is_silent(address, PROBE_SECONDS):
                raise GitError(NO_ANSWER, NOTHING_LOST) from None
        return process.communicate(timeout=max(seconds - SILENT_SECONDS, 0))

    def _kill(self, process: subprocess.Popen[bytes], *, is_leader: bool) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if is_leader:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=5)
        process.kill()
        process.wait()


def clear_left_over(repository: Path) -> None:
    """Remove what a git that was killed left in a repository: locks, and files that it had not finished.

    Nothing else may work on it meanwhile.

    Raises:
        OSError: it cannot be done.
    """
    for folder, _, names in os.walk(repository):
        for name in names:
            if name.endswith((".lock", ".keep")) or name.startswith(_UNFINISHED):
                Path(folder, name).unlink(missing_ok=True)
