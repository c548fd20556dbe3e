"""What has changed between two locks, each change once and at its place."""

from __future__ import annotations

import pytest
from lock_help import (
    ACCOUNT,
    OTHER_VERSION,
    PROJECT,
    VERSION,
    content,
    entry,
    lock_of,
    page,
    variable,
)

from msgc.lock.changes import changes
from msgc.lock.model import Lock

AT = ("projects", PROJECT, "templates", VERSION)


def info(**more: object) -> dict[str, object]:
    return {f"whatsapp:{ACCOUNT}:en": {"status": "active", "category": "UTILITY", **more}}


def told(old: dict[str, object], new: dict[str, object]) -> list[tuple[tuple[str, ...], str]]:
    found = changes(lock_of(page(old)), lock_of(page(new)))
    return [(each.path, each.what) for each in found]


CASES = {
    "status": (
        {"status": "paused"},
        ("status",),
        "`order_shipped` is `paused` now; it was `active`",
    ),
    "category": (
        {"platformInfo": info(category="MARKETING")},
        ("category",),
        "`order_shipped` is in the category `MARKETING` now; it was `UTILITY`",
    ),
    "default locale": (
        {"defaultLocale": "nl"},
        ("defaultLocale",),
        "`order_shipped` has the default locale `nl` now; it was `en`",
    ),
    "approval": (
        {"platformInfo": info(status="disabled")},
        ("locales", "en"),
        "`order_shipped` is `disabled` in `en` now; it was `approved`",
    ),
    "locale added": (
        {"platformContent": [content(), content("nl")]},
        ("locales",),
        "`order_shipped` has a new locale, `nl`",
    ),
    "variable added": (
        {"variables": [variable(), variable("order")]},
        ("variables",),
        "`order_shipped` has a new variable, `order`",
    ),
    "variable gone": (
        {"variables": []},
        ("variables", "name"),
        "`order_shipped` has the variable `name` no more",
    ),
    "type": (
        {"variables": [variable(type="number")]},
        ("variables", "name", "type"),
        "the variable `name` of `order_shipped` is of the type `number` now; it was `string`",
    ),
    "limit": (
        {"variables": [variable(characterLimit=10)]},
        ("variables", "name", "limit"),
        "the variable `name` of `order_shipped` may have 10 characters now; it was 40",
    ),
    "no limit": (
        {"variables": [variable(characterLimit=None)]},
        ("variables", "name", "limit"),
        "the variable `name` of `order_shipped` has no limit now; it was 40",
    ),
    "words": (
        {"platformContent": [{**content(), "blocks": [{"id": "b1", "text": {"text": "Hey"}}]}]},
        (),
        "the words of `order_shipped` in `en` have changed",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_once_and_at_its_place(case):
    fields, path, what = CASES[case]
    assert told(entry(), entry(**fields)) == [((*AT, *path), what)]


@pytest.mark.parametrize(
    "fields",
    [
        {"updatedAt": "2027-01-01T00:00:00Z"},
        {"metrics": {"sent": 3}},
        {"platformInfo": info(qualityRating="RED")},
        {"platformContent": [{**content(), "blocks": [{**content()["blocks"][0], "id": "b9"}]}]},
        {"platformInfo": None, "platformContent": None, "status": None, "variables": None},
    ],
)
def test_what_decides_nothing_or_isnt_told_is_no_change(fields):
    assert told(entry(), entry(**fields)) == []


def test_the_same_locale_written_otherwise_is_no_change():
    old = entry(platformContent=[content("pt-BR")], platformInfo=None)
    new = entry(platformContent=[content("pt_br")], platformInfo=None)
    assert told(old, new) == []


def templates(*entries: dict[str, object], token: str | None = None) -> Lock:
    return lock_of(page(*entries, token=token))


def test_a_template_that_is_gone():
    old = templates(entry(), entry(OTHER_VERSION))
    (change,) = changes(old, templates(entry()))
    assert change.path == (*AT[:-1], OTHER_VERSION)
    assert change.what == "`order_shipped` is gone from the account"


def test_a_template_beyond_the_last_page_isnt_gone():
    old = templates(entry(), entry(OTHER_VERSION))
    assert list(changes(old, templates(entry(), token="t"))) == []


def test_a_draft_comes_and_goes_unseen():
    both = templates(entry(), entry(OTHER_VERSION, status="draft"))
    assert list(changes(both, templates(entry()))) == []
    assert list(changes(templates(entry()), both)) == []


def test_a_new_version_is_told():
    (change,) = changes(templates(entry()), templates(entry(), entry(OTHER_VERSION)))
    assert change.what == "the project has a new template, `order_shipped`"


def test_projects_that_only_one_side_has_arent_compared():
    assert list(changes(templates(entry()), lock_of(page(entry(projectId="other"))))) == []
