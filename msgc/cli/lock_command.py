"""`msgc lock`: the account's templates written down, so that messages are checked offline."""

from __future__ import annotations

import os
from pathlib import Path

import click

from msgc.cli.ci import default_format
from msgc.cli.lock_check import check_lock
from msgc.cli.opening import open_project
from msgc.cli.settings import everywhere, say_more, settings
from msgc.cli.telling import counted, tell
from msgc.emit.writers import write_text
from msgc.lock import FILE
from msgc.lock.answers import AnswerError, NoProjectError
from msgc.lock.document import LockFile, written
from msgc.lock.model import Lock
from msgc.pipeline.fetching import Fetched, fetch_templates
from msgc.pipeline.locking import lock_file, named_by, not_checked
from msgc.pipeline.profiles import ProfileError, read_profile
from msgc.pipeline.projects import Project
from msgc.pipeline.saved_answers import read_answers
from msgc.report import FORMATS
from msgc.transport.addresses import TransportError
from msgc.transport.reading import TIMEOUT, Transport

EPILOG = """\b
Examples:
  msgc lock --from answer.json
  msgc lock --from answers/ --project ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318
  msgc lock --profile prod
  msgc lock --profile prod --check

\b
--from reads saved answers (files, or folders of them) of
GET /workspaces/{ws}/projects/{id}/channel-templates. --profile asks the
account itself, with the key in the environment variable that the profile's
accessKeyEnv names.
"""


@click.command("lock", epilog=EPILOG)
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE",
    help="A saved answer, or a folder of them.",
)
@click.option("--project", metavar="ID", help="The project of answers that don't name theirs.")
@click.option("--profile", metavar="NAME", help="Ask the account of this profile.")
@click.option("--all", "everything", is_flag=True, help="All templates, not just those named.")
@click.option("--check", is_flag=True, help="Write nothing; fail where the account has changed.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.01),
    default=TIMEOUT,
    metavar="SECONDS",
    help="How long to wait for each answer.",
)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help="Of --check.")
@everywhere
def command(
    sources: tuple[Path, ...],
    project: str | None,
    profile: str | None,
    everything: bool,
    check: bool,
    timeout: float,
    format_: str | None,
) -> int:
    """Write the account's templates to msgc.lock, or see what has changed since."""
    _refuse_mixtures(sources, project, profile, everything)
    opened = open_project()
    old = _old(opened, check, bool(sources))
    if sources:
        fresh = Fetched(_saved(sources, project))
    else:
        wanted = _wanted(opened, old if check else None, everything)
        fresh = _fetched(opened, profile, wanted, timeout)
    if check and old is not None:
        return check_lock(opened, old, fresh, format_ or default_format())
    kept = old.lock if old is not None and sources else None
    return _write(opened, kept or Lock(), fresh)


def _refuse_mixtures(
    sources: tuple[Path, ...], project: str | None, profile: str | None, everything: bool
) -> None:
    if sources and (profile or everything):
        raise click.UsageError("--from reads files, --profile and --all ask the account: choose")
    if project and not sources:
        raise click.UsageError("--project goes with --from")


def _old(opened: Project, check: bool, from_files: bool) -> LockFile | None:
    """Return the lock that is there; one with faults is of use only where it is written anew."""
    old = lock_file(opened.catalog.root)
    if check and old is None:
        raise click.UsageError(f"there is no `{FILE}` to check: `msgc lock` writes it")
    if old is not None and old.found and (check or from_files):
        tell(old.found, 0)
        raise click.exceptions.Exit(1)
    return old


def _saved(paths: tuple[Path, ...], project: str | None) -> Lock:
    try:
        saved = read_answers(paths, project)
    except NoProjectError as error:
        raise click.UsageError(f"{error}; name the project with --project") from None
    except AnswerError as error:
        raise click.UsageError(str(error)) from None
    if saved.found:
        tell(saved.found, 0)
        raise click.ClickException("an answer can't be read, so nothing was done")
    return saved.lock


def _wanted(opened: Project, old: LockFile | None, everything: bool) -> tuple[list[str], bool]:
    """Return the projects to ask for, and whether all that the account has are to be."""
    if old is not None and old.lock is not None:
        return list(old.lock.projects), everything
    messages = [opened.message(name) for name in opened.paths()]
    for message in messages:
        if not message.plans:
            settings().say(f"{message.name} has errors, so its template isn't looked up")
    ids, names = named_by(messages)
    if not ids and not names and not everything:
        raise click.UsageError("no message names a template; --all writes down all there are")
    return ids, everything or bool(names)


def _fetched(
    opened: Project, name: str | None, wanted: tuple[list[str], bool], timeout: float
) -> Fetched:
    try:
        profile = read_profile(opened.config, name, os.environ)
        with Transport(profile.base_url, profile.key, timeout) as transport:
            return fetch_templates(transport, profile.workspace, *wanted)
    except ProfileError as error:
        raise click.UsageError(str(error)) from None
    except TransportError as error:
        raise click.ClickException(str(error)) from None


def _write(opened: Project, old: Lock, fresh: Fetched) -> int:
    """Write what is new over what was there, project by project."""
    new = fresh.lock.projects
    replaced = {id.lower() for id in new}
    kept = {id: each for id, each in old.projects.items() if id.lower() not in replaced}
    lock = Lock({**kept, **new})
    write_text(opened.catalog.root / FILE, written(lock))
    templates = sum(1 for _ in lock.templates())
    projects = counted(len(lock.projects), "project")
    settings().say(f"{FILE}: {counted(templates, 'template')} of {projects}")
    _tell_left(opened)
    for id in fresh.missing:
        click.echo(f"the account has no project `{id}`, which a message names", err=True)
    return 1 if fresh.missing else 0


def _tell_left(opened: Project) -> None:
    if not settings().verbose:
        return
    for name in opened.paths():
        for each in not_checked(opened.catalog.root, opened.message(name)):
            say_more(f"not checked: {name}: {each.what}")
