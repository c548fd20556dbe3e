"""Saved answers read into a lock: what is known, what isn't, and what is kept."""

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

from msgc.lock.answers import AnswerError, NoProjectError, template_of
from msgc.lock.approvals import locales_of
from msgc.lock.document import written
from msgc.lock.model import LockedVariable

PLANTED = "bk-planted-a3f9"


def test_a_template_is_read():
    template = lock_of().projects[PROJECT].templates[VERSION]
    assert (template.status, template.category, template.name) == (
        "active",
        "UTILITY",
        "order_shipped",
    )
    assert template.default_locale == "en"
    assert template.locales == {"en": "approved"}
    assert template.variables == {"name": LockedVariable("string", 40, {"format": "none"})}


def test_what_isnt_read_is_kept_as_it_was():
    whole = entry(description="x", metrics={"sent": [1, 2.5, None, True]})
    template = template_of(whole)
    gone = {"id", "projectId", "status", "defaultLocale", "variables"}
    assert template.rest == {key: value for key, value in whole.items() if key not in gone}


@pytest.mark.parametrize("field", ["status", "variables", "defaultLocale", "deployments"])
def test_what_an_answer_lacks_is_unknown(field):
    template = template_of(entry(**{field: None}, platformInfo=None))
    read = {
        "status": template.status,
        "variables": template.variables,
        "defaultLocale": template.default_locale,
        "deployments": template.name or template.category,
    }
    assert [name for name, value in read.items() if value is None] == [field]


@pytest.mark.parametrize("field", ["status", "variables", "defaultLocale"])
def test_a_field_of_another_type_is_kept_and_claims_nothing(field):
    template = template_of(entry(**{field: 7}))
    assert template.rest[field] == 7


@pytest.mark.parametrize("name", ["characterLimit", "charLimit", "maxLength", "maxCharacters"])
def test_a_limit_is_read_by_any_of_its_names(name):
    one = {key: v for key, v in variable(**{name: 25}).items() if key in ("key", "type", name)}
    template = template_of(entry(variables=[one]))
    assert template.variables == {"name": LockedVariable("string", 25, {})}


@pytest.mark.parametrize("limit", [0, -1, True, "40", None, 2.5])
def test_what_cant_be_a_limit_is_none(limit):
    template = template_of(entry(variables=[variable(characterLimit=limit)]))
    assert template.variables is not None
    assert template.variables["name"].limit is None
    assert template.variables["name"].rest["characterLimit"] is limit


@pytest.mark.parametrize("variables", [[{"type": "string"}], [variable(), variable()], ["name"]])
def test_variables_that_arent_told_apart_are_unknown(variables):
    assert template_of(entry(variables=variables)).variables is None


def test_the_platforms_category_counts_before_the_one_that_was_asked_for():
    info = {f"whatsapp:{ACCOUNT}:en": {"status": "active", "category": "MARKETING"}}
    assert template_of(entry(platformInfo=info)).category == "MARKETING"


LOCALES = {
    "approved": (entry(), {"en": "approved"}),
    "no locales": (entry(platformContent=None, platformInfo=None), None),
    "content alone says nothing": (
        {"platformContent": [{"platform": "whatsapp", "locale": "nl"}]},
        {"nl": None},
    ),
    "paused after approval": (
        entry(platformInfo={f"whatsapp:{ACCOUNT}:en": {"status": "PAUSED"}}),
        {"en": "paused"},
    ),
    "two accounts disagree": (
        entry(
            platformInfo={"whatsapp:1:en": {"status": "active"}, "whatsapp:2:en": {"status": "x"}}
        ),
        {"en": "mixed"},
    ),
    "review refused, platform active": (
        entry(platformContent=[content(status="whatsapp_rejected")]),
        {"en": "mixed"},
    ),
    "statuses by locale": (
        {"localeStatuses": {"en": "active", "nl": "draft"}},
        {"en": "approved", "nl": "draft"},
    ),
    "another platform": (
        {"platformContent": [{"platform": "sms-messagebird", "locale": "en"}]},
        None,
    ),
    "one locale written in two ways": (
        {"localeStatuses": {"pt_BR": "active"}, "platformContent": [content("pt-BR")]},
        {"pt-BR": "approved"},
    ),
    "content without a locale is the default's": (
        {"defaultLocale": "sv", "platformContent": [{**content(), "locale": None}]},
        {"sv": "approved"},
    ),
}


@pytest.mark.parametrize("case", LOCALES)
def test_approval_of_locales(case):
    answer, expected = LOCALES[case]
    assert locales_of(answer) == expected


def test_pages_of_a_project_are_put_together():
    first, second = page(entry(), token="t"), page(entry(OTHER_VERSION))
    lock = lock_of([first, second])
    assert set(lock.projects[PROJECT].templates) == {VERSION, OTHER_VERSION}
    assert lock.projects[PROJECT].is_complete


def test_a_page_without_the_last_one_is_incomplete():
    assert not lock_of(page(entry(), token="t")).projects[PROJECT].is_complete


def test_one_template_by_itself_isnt_all_of_its_project():
    assert not lock_of(entry()).projects[PROJECT].is_complete


def test_a_projects_own_answer_goes_along():
    own = {"id": PROJECT, "type": "channelTemplate", "name": "Shipped", "activeCount": 1}
    project = lock_of(page(), own).projects[PROJECT]
    assert project.name == "Shipped"
    assert project.rest == {"type": "channelTemplate", "activeCount": 1}


def test_the_project_can_be_told_from_outside():
    bare = page(entry(projectId=None))
    assert set(lock_of(bare, project="p").projects) == {"p"}
    with pytest.raises(NoProjectError, match=VERSION):
        lock_of(bare)


def test_the_answers_own_project_counts_before_the_one_from_outside():
    assert set(lock_of(page(), project="p").projects) == {PROJECT}


@pytest.mark.parametrize("document", ["text", 3, None, {}, {"results": [{}]}, {"results": []}])
def test_what_is_no_answer_is_refused(document):
    with pytest.raises(AnswerError):
        lock_of(document)


SECRETS = "signingKey accessKey access_key apiKey secret clientSecret token password Authorization"


@pytest.mark.parametrize("field", SECRETS.split())
def test_no_secret_is_kept_at_any_depth(field):
    secret = {field: PLANTED, "nested": [{"deep": {field: {"v": PLANTED}}}]}
    lock = lock_of(page(entry(extra=secret, **secret, variables=[variable(**secret)])))
    assert PLANTED not in written(lock)


def test_a_key_that_stands_as_a_value_isnt_kept():
    assert PLANTED not in written(lock_of(page(entry(header=f"AccessKey {PLANTED}"))))
