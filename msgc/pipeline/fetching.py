"""The account's templates asked for: projects and their channel templates, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from urllib.parse import quote

from msgc.lock.answers import NEXT, PAGE, PROJECT_TYPE, AnswerError, Answers
from msgc.lock.approvals import dicts
from msgc.lock.model import Lock
from msgc.records import dataclass
from msgc.transport.addresses import TransportError
from msgc.transport.reading import Answer, Transport

# The most that the API's list of channel templates gives at a time.
PAGE_SIZE = 100
# A list that has more pages goes round in a circle.
MAX_PAGES = 1000
OK, NOT_FOUND = 200, 404
SENTENCES = {
    400: "the API doesn't take the request",
    401: "the API refuses the access key: it is wrong, or has been taken back",
    403: "the access key may not read the templates: its role needs the projects of the workspace",
    404: "the API knows no such workspace or list of projects",
    429: "the API gets too many requests from this workspace now: try again later",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The lock of what was found, and the ids of projects that the account doesn't have."""

    lock: Lock
    missing: list[str] = field(default_factory=list)


def fetch_templates(
    transport: Transport, workspace: str, projects: Sequence[str], everything: bool = False
) -> Fetched:
    """Fetch the channel templates of projects; with `everything`, of all that the account has.

    Raises TransportError with one sentence where the API doesn't answer as it should.
    """
    at = f"/workspaces/{quote(workspace, safe='')}/projects"
    answers, missing = Answers(), list[str]()
    listed = _listed(transport, at, answers) if everything else []
    for id in dict.fromkeys([*listed, *projects]):
        path = f"{at}/{quote(id, safe='')}/channel-templates"
        try:
            pages = list(_pages(transport, path, {}))
        except _NotThereError:
            missing.append(id)
            continue
        answers.project = id
        _add(answers, pages)
    return Fetched(answers.lock(), missing)


class _NotThereError(TransportError):
    """The API answered that it has no such thing."""


def _listed(transport: Transport, path: str, answers: Answers) -> list[str]:
    """Add every project of the account, and return their ids."""
    pages = _pages(transport, path, {"type": PROJECT_TYPE})
    try:
        return [answers.add_project(each) for page in pages for each in dicts(page[PAGE])]
    except AnswerError as error:
        raise TransportError(str(error)) from None


def _add(answers: Answers, pages: list[dict[str, object]]) -> None:
    try:
        for page in pages:
            answers.add(page)
    except AnswerError as error:
        raise TransportError(str(error)) from None


def _pages(
    transport: Transport, path: str, query: dict[str, str | int]
) -> Iterator[dict[str, object]]:
    """Yield the pages of a list, until one has no token of a next one."""
    asked: dict[str, str | int] = {**query, "limit": PAGE_SIZE}
    for _ in range(MAX_PAGES):
        page = _page(transport.get(path, asked))
        yield page
        token = page.get(NEXT)
        if not token:
            return
        if token == asked.get("pageToken"):
            break
        asked["pageToken"] = str(token)
    raise TransportError("the API's list of templates has no end")


def _page(answer: Answer) -> dict[str, object]:
    if answer.status == NOT_FOUND:
        raise _NotThereError(SENTENCES[NOT_FOUND])
    if answer.status != OK:
        raise TransportError(_refusal(answer))
    body = answer.body
    if not isinstance(body, dict) or not isinstance(body.get(PAGE), list):
        raise TransportError(f"the API's answer isn't a list of templates: it has no `{PAGE}`")
    return body


def _refusal(answer: Answer) -> str:
    """Return what a status means, with the API's own words where it sent some."""
    if answer.status in SENTENCES:
        meaning = SENTENCES[answer.status]
    elif answer.status >= 500:
        meaning = "the API has a fault of its own: try again later"
    else:
        meaning = "the API doesn't answer as it should"
    body = answer.body if isinstance(answer.body, dict) else {}
    said = body.get("message")
    words = f"; it says: {said}" if isinstance(said, str) and said else ""
    return f"{meaning} (status {answer.status}){words}"
