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
from followup_tui.domain.text import clean_line
from followup_tui.errors import DataError

LOCAL_SECONDS: Final = 60.0
"""How long git may take for what it does on this machine alone."""

NETWORK_SECONDS: Final = 120.0
"""How long a transfer may take where nobody watches it."""

WATCHED_SECONDS: Final = 1_800.0
"""How long it may take where somebody does, who may have to type a passphrase."""

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
\tlowSpeedTime = 30
[transfer]
\tfsckObjects = true
[init]
\tdefaultBranch = main
"""


class GitError(DataError):
    """Git could not do what was asked of it.

    Attributes:
        output: what it said.
    """

    def __init__(self, happened: str, next_step: str = "", *, output: str = "") -> None:
        super().__init__(happened, next_step)
        self.output = output


class RejectedError(GitError):
    """The remote has something newer than what was to be pushed."""


class Git:
    """Runs git on a bare repository.

    Args:
        folder: the repository.
        environ: the environment.
        is_watched: whether somebody can answer what ssh or git asks.
        program: the program.
    """

    def __init__(
        self, folder: Path, environ: Mapping[str, str], *, is_watched: bool = False, program: str = "git"
    ) -> None:
        self.folder = folder
        self._program = program
        self._is_watched = is_watched
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

        Raises:
            DataError: it could not be made.
        """
        config = Path(self._environ["GIT_CONFIG_GLOBAL"])
        try:
            files.make_private_folder(self.folder.parent)
            if not config.is_file() or config.read_text("utf-8") != _CONFIG:
                files.replace(config, _CONFIG.encode())
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
        self.run("init", "--bare", "--quiet", "--template=", "--object-format=sha1", str(folder), at=None)

    def run(
        self,
        *arguments: str,
        content: bytes = b"",
        codes: Sequence[int] = (0,),
        is_remote: bool = False,
        at: Path | None = Path(),
    ) -> bytes:
        """Run git, and return what it wrote to its standard output.

        Args:
            arguments: the command and its arguments.
            content: what it gets on its standard input.
            codes: the exit codes that are no failure.
            is_remote: whether it goes to the remote, which may not answer.
            at: the repository, where it is another; None for none.

        Raises:
            GitError: it failed, or took too long.
        """
        where = [] if at is None else [f"--git-dir={self.folder if at == Path() else at}"]
        watched = is_remote and self._is_watched
        seconds = WATCHED_SECONDS if watched else NETWORK_SECONDS if is_remote else LOCAL_SECONDS
        try:
            process = subprocess.Popen(  # noqa: S603 - git, with arguments that were checked
                [self._program, *where, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environ,
                # Where nobody watches, all that git starts ends with it; else ssh must reach the terminal.
                start_new_session=not watched,
            )
        except OSError as error:
            raise GitError("git could not be run, which carries what is synced", "Install git") from error
        try:
            output, errors = process.communicate(content, seconds)
        except subprocess.TimeoutExpired as error:
            self._kill(process, is_leader=not watched)
            raise GitError(
                f"The remote did not answer for {seconds:g} seconds" if is_remote else "git took too long",
                "Nothing is lost; the next sync goes on from here",
            ) from error
        except BaseException:
            self._kill(process, is_leader=not watched)
            raise
        if process.returncode not in codes:
            raise _error(arguments, errors.decode("utf-8", "replace"), is_remote=is_remote)
        return output

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


def _error(arguments: Sequence[str], output: str, *, is_remote: bool) -> GitError:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    said = [line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))]
    reason = clean_line((said or lines or ["it did not say why"])[0][:300], "What git said", 400)
    if "[rejected]" in output or "cannot lock ref" in output or "failed to update ref" in output:
        return RejectedError("The remote was changed meanwhile", "Try again", output=output)
    if not is_remote:
        return GitError(
            f"git {arguments[0]} failed: {reason}", "followup doctor looks at your data", output=output
        )
    advice = "Nothing is lost; the next sync goes on from here"
    if "does not appear to be a git repository" in output or "not a git repository" in output:
        advice = "Make it there first: git init --bare NAME.git"
    elif "Permission denied" in output or "Host key verification failed" in output:
        advice = "Try ssh to that host in a shell first"
    elif "dubious ownership" in output:
        advice = "It belongs to somebody else: take one of your own"
    said_by_ssh = [line for line in lines if not line.startswith(("fatal: ", "error: "))]
    if "Could not read from remote" in reason and said_by_ssh:
        reason = clean_line(said_by_ssh[0][:300], "What ssh said", 400)
    return GitError(f"The remote could not be reached: {reason}", advice, output=output)
