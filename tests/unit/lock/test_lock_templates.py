"""A message's template held against a lock: what is found, and what is left unclaimed."""

from __future__ import annotations

import pytest
from lock_help import (
    HEAD,
    MESSAGE,
    OTHER_VERSION,
    PROJECT,
    VERSION,
    checked,
    codes,
    content,
    entry,
    left,
    lock_of,
    page,
    variable,
)

from msgc.check.templates.lock import check_templates
from msgc.lock.model import Lock
from msgc.pipeline import Project

FITS = page()
BY_NAME = MESSAGE.replace(PROJECT, "order_shipped")
NO_VERSION = MESSAGE.replace(f"version: {VERSION}\n", "")


def test_a_message_that_fits_has_no_findings_and_nothing_is_left(tmp_path):
    findings = checked(tmp_path, lock_of(FITS))
    assert (codes(findings), left(findings)) == ([], [])


@pytest.mark.parametrize(
    "message", [BY_NAME, NO_VERSION, MESSAGE.replace(PROJECT, PROJECT.upper())]
)
def test_other_ways_to_name_the_template(tmp_path, message):
    findings = checked(tmp_path, lock_of(FITS), message)
    assert (codes(findings), left(findings)) == ([], [])


def test_a_message_without_a_template_isnt_looked_at(tmp_path):
    findings = checked(tmp_path, Lock(), 'to: "+31612345678"\ntext: Hi\n')
    assert (codes(findings), left(findings)) == ([], [])


@pytest.mark.parametrize("tag", ["pt-BR", "pt-br"])
def test_locales_are_compared_without_case_and_separator(tmp_path, tag):
    answer = page(entry(platformContent=[content("pt_BR")], platformInfo=None))
    findings = checked(tmp_path, lock_of(answer), MESSAGE.replace("en\n", f"{tag}\n"))
    assert codes(findings) == []


LACKS = {
    "status": ({"status": None}, MESSAGE, "can be sent isn't known"),
    "unknown status": ({"status": "simmering"}, MESSAGE, "the status `simmering`"),
    "locales": ({"platformContent": None, "platformInfo": None}, MESSAGE, "tell the locales"),
    "approval": (
        {"platformContent": [{**content(), "approvals": None}], "platformInfo": None},
        MESSAGE,
        "is approved in `en` isn't known",
    ),
    "variables": ({"variables": None}, MESSAGE, "tell the variables"),
    "type": ({"variables": [variable(type=None)]}, MESSAGE, "doesn't tell its type"),
    "unknown type": ({"variables": [variable(type="poem")]}, MESSAGE, "says `poem`"),
    "limit": ({"variables": [variable(characterLimit=None)]}, MESSAGE, "no character limit"),
    "names": (
        {"deployments": None},
        BY_NAME,
        "doesn't hold the names of all templates",
    ),
}


@pytest.mark.parametrize("case", LACKS)
def test_what_the_lock_lacks_is_left_and_isnt_a_finding(tmp_path, case):
    fields, message, what = LACKS[case]
    findings = checked(tmp_path, lock_of(page(entry(**fields))), message)
    assert codes(findings) == []
    (one,) = left(findings)
    assert what in one


ROWS = "vars: {v: string, o: optional string, l: [string]}\n"
WITH_ROW = {
    "project": (MESSAGE.replace(PROJECT, '"{{ v }}"'), "which template"),
    "version": (MESSAGE.replace(VERSION, '"{{ v }}"'), "which version"),
    "locale": (MESSAGE.replace("locale: en", 'locale: "{{ v }}"'), "the locale is known only"),
    "length": (MESSAGE.replace("Robert", '"{{ v }}"'), "it may have 40"),
    "omitted": (
        MESSAGE.replace("Robert", '"{{ o | default(omit) }}"'),
        "always gets a value",
    ),
    "under a condition": (
        HEAD + "locale: en\nparameters:\n- {if: o, type: string, key: name, value: x}\n",
        "always gets a value",
    ),
    "key": (
        HEAD + "locale: en\nparameters:\n- {type: string, key: '{{ v }}', value: x}\n",
        "always gets a value",
    ),
    "default": (HEAD + "locale: en\nvariables: {default: x}\n", "always gets a value"),
}


@pytest.mark.parametrize("case", WITH_ROW)
def test_what_only_a_row_decides_is_left(tmp_path, case):
    message, what = WITH_ROW[case]
    findings = checked(tmp_path, lock_of(FITS), ROWS + message)
    assert codes(findings) == []
    assert any(what in each for each in left(findings))


def test_no_locale_claims_nothing(tmp_path):
    findings = checked(tmp_path, lock_of(FITS), MESSAGE.replace("locale: en\n", ""))
    assert codes(findings) == []
    assert "names no locale" in left(findings)[0]


def test_what_is_left_of_a_limit_tells_it_and_where(tmp_path):
    message = ROWS + MESSAGE.replace("Robert", '"{{ v }}"')
    (one,) = checked(tmp_path, lock_of(FITS), message).not_checked
    assert (one.path, one.limit) == (("template", "parameters", 0, "value"), 40)


def test_without_the_types_of_holes_nothing_is_claimed(tmp_path):
    vars = "vars: {v: {type: string, maxLength: 100}}\n"
    message = vars + MESSAGE.replace("Robert", '"{{ v }}"')
    assert len(left(checked(tmp_path, lock_of(FITS), message))) == 1
    payload = Project.open(tmp_path).message("hello").plans[None].payload
    findings = check_templates(payload, lock_of(FITS), {})
    assert (codes(findings), len(left(findings))) == ([], 1)


def test_the_latest_of_several_active_versions_isnt_guessed(tmp_path):
    both = page(entry(), entry(OTHER_VERSION))
    findings = checked(tmp_path, lock_of(both), NO_VERSION)
    assert codes(findings) == []
    assert "can't be told" in left(findings)[0]


@pytest.mark.parametrize("status", ["draft", "pending", "inactive", "rejected", "paused"])
def test_the_latest_is_the_active_one(tmp_path, status):
    other = entry(OTHER_VERSION, status=status, variables=[variable("other")])
    findings = checked(tmp_path, lock_of(page(other, entry())), NO_VERSION)
    assert (codes(findings), left(findings)) == ([], [])


def test_an_incomplete_answer_has_no_latest_and_no_unknown_version(tmp_path):
    lock = lock_of(page(entry(), token="t"))
    for message in (NO_VERSION, MESSAGE.replace(VERSION, OTHER_VERSION)):
        findings = checked(tmp_path, lock, message)
        assert codes(findings) == []
        assert len(left(findings)) == 1


@pytest.mark.parametrize("text", ["x" * 40, "ß" * 40, "👍" * 40])
def test_a_value_as_long_as_the_limit_fits(tmp_path, text):
    findings = checked(tmp_path, lock_of(FITS), MESSAGE.replace("Robert", text))
    assert codes(findings) == []


@pytest.mark.parametrize("text", ["x" * 41, "ß" * 41, "👍" * 41])
def test_a_longer_one_doesnt(tmp_path, text):
    findings = checked(tmp_path, lock_of(FITS), MESSAGE.replace("Robert", text))
    assert codes(findings) == ["MSG496 error"]


BOUNDS = {
    "{type: string, maxLength: 40}": [],
    "{type: string, maxLength: 41}": ["left"],
    "{type: string, minLength: 41, maxLength: 50}": ["MSG496 error"],
    "{type: string, enum: [short, shorter]}": [],
    f"{{type: string, enum: [short, {'x' * 41}]}}": ["left"],
    f"{{type: string, enum: [{'x' * 41}, {'y' * 42}]}}": ["MSG496 error"],
}


@pytest.mark.parametrize("kind", BOUNDS)
def test_a_bound_of_the_variable_decides(tmp_path, kind):
    message = f"vars: {{v: {kind}}}\n" + MESSAGE.replace("Robert", '"{{ v }}"')
    findings = checked(tmp_path, lock_of(FITS), message)
    assert codes(findings) + ["left" for each in findings.not_checked if each.limit] == BOUNDS[kind]


def test_a_misspelt_key_is_one_finding_with_a_mend(tmp_path):
    findings = checked(tmp_path, lock_of(FITS), MESSAGE.replace("name:", "nmae:"))
    (one,) = findings.found
    assert one.code == "MSG493"
    assert one.fix is not None
    assert (one.fix.span.text, one.fix.text) == ("nmae", "name")


def test_a_quoted_key_is_told_and_left_alone(tmp_path):
    findings = checked(tmp_path, lock_of(FITS), MESSAGE.replace("name:", '"nmae":'))
    (one,) = findings.found
    assert (one.code, one.fix) == ("MSG493", None)


def test_one_variable_isnt_meant_by_two_misspelt_keys(tmp_path):
    message = MESSAGE.replace("{name: Robert}", "{nmae: a, naem: b}")
    assert codes(checked(tmp_path, lock_of(FITS), message)) == ["MSG493 error", "MSG494 warning"]


def test_each_place_is_the_words_that_are_wrong(tmp_path):
    message = HEAD + "locale: nl\nparameters: {name: 3, extra: x}\n"
    found = checked(tmp_path, lock_of(FITS), message).found
    assert {(each.code, each.span.text, each.pointer) for each in found} == {
        ("MSG491", "nl", "/template/locale"),
        ("MSG495", "name", "/template/parameters/0/type"),
        ("MSG494", "extra", "/template/parameters/1"),
    }
