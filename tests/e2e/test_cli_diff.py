"""`msgc diff`: revisions and folders, bubbles, what breaks, and its reports."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.e2e.cli_help import catalog, write
from tests.e2e.conftest import Call
from tests.e2e.diff_help import CONFIG, FILES, change, committed, git, messages


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return committed(tmp_path / "repository")


def test_nothing_differs(shop: Path, call: Call) -> None:
    outcome = call("diff", "--fail-on", "changes", cwd=shop)
    assert outcome.code == 0
    assert outcome.out.endswith("Nothing that is sent differs.\n")


def test_a_shared_piece_shows_every_message_that_it_reaches(shop: Path, call: Call) -> None:
    change(shop, "_footer.txt", "nine", "ten")
    out = call("diff", cwd=shop).out
    assert "templates/_footer.txt reaches a, b\n" in out
    assert "- │ until [-nine-]" in out
    assert "+ │ until {+ten+}" in out
    assert out.endswith("2 messages differ: 2 changed\n")
    assert max(map(len, out.splitlines())) <= 80
    assert list(messages(call, shop)) == ["a", "b"]


def test_white_space_that_nobody_sees_is_marked(shop: Path, call: Call) -> None:
    change(shop, "_footer.txt", "until nine", "until\u00a0 nine ")
    out = call("diff", "--message", "a", cwd=shop).out
    assert "typical (only white space differs)" in out
    assert "until{+⍽+} nine{+·+}" in out
    assert messages(call, shop)["a"]["payloads"][0]["white_space_only"] is True


def test_what_no_bubble_shows_is_told_by_its_pointer(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "reference: a", "reference: z")
    out = call("diff", cwd=shop).out
    assert "unseen `/reference`: was `a`, now `z`" in out
    assert "╭" not in out


@pytest.mark.parametrize(
    ("old", "new", "path", "is_breaking"),
    [
        ("name: string}", "name: string, more: integer}", "more", True),
        ("name: string}", "name: string, more: optional integer}", "more", False),
        ("name: string}", "name: {type: string, maxLength: 9}}", "name", True),
        ("name: string}", "name: string = You}", "name", False),
        ("name: string}", "name: integer}", "name", True),
    ],
)
def test_what_breaks(
    shop: Path, call: Call, old: str, new: str, path: str, is_breaking: bool
) -> None:
    change(shop, "a.msg.yaml", old, new)
    (variable,) = messages(call, shop)["a"]["variables"]
    assert (variable["path"], variable["breaking"]) == (path, is_breaking)
    assert call("diff", "--fail-on", "breaking", cwd=shop).code == int(is_breaking)


@pytest.mark.parametrize(
    ("old", "new", "is_breaking"),
    [
        ("maxLength: 5", "maxLength: 9", False),
        ("maxLength: 5", "maxLength: 4", True),
        (", maxLength: 5", "", False),
        ("[x, y]", "[x, y, z]", False),
        ("[x, y]", "[x]", True),
        ("n: integer", "n: number", False),
        ("n: number", "n: integer", True),
        ("minItems: 2", "minItems: 1", False),
        ("minItems: 2", "minItems: 3", True),
    ],
)
def test_what_takes_less_breaks(
    shop: Path, call: Call, old: str, new: str, is_breaking: bool
) -> None:
    vars = "vars: {phone: phone, o: {t: {type: string, maxLength: 5}, e: {enum: [x, y]}, "
    vars += "n: integer, l: {type: array, minItems: 2, items: {type: string}}}}\ntext: A\n"
    first = vars if old in vars else vars.replace("n: integer", "n: number")
    write(shop / "templates/b.msg.yaml", first)
    git(shop, "commit", "-q", "-a", "-m", "second")
    write(shop / "templates/b.msg.yaml", first.replace(old, new))
    (variable,) = messages(call, shop)["b"]["variables"]
    assert (variable["path"][:2], variable["breaking"]) == ("o.", is_breaking)


def test_messages_come_and_go(shop: Path, call: Call) -> None:
    (shop / "templates/b.msg.yaml").rename(shop / "templates/c.msg.yaml")
    found = messages(call, shop)
    assert {name: each["status"] for name, each in found.items()} == {"b": "removed", "c": "added"}
    outcome = call("diff", "--fail-on", "breaking", cwd=shop)
    assert (outcome.code, "BREAKING the message is gone" in outcome.out) == (1, True)


def test_a_locale_without_a_sample_is_shown_by_the_first(shop: Path, call: Call) -> None:
    write(shop / "templates/a.nl.msg.yaml", "text: Hoi {{ name }}\n")
    payloads = messages(call, shop)["a"]["payloads"]
    assert [(each["sample"], each["locale"], each["status"]) for each in payloads] == [
        ("typical", "nl", "changed")
    ]


def test_findings_gained_are_told(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "{{ name }}", "{{ nmae }}")
    outcome = call("diff", cwd=shop)
    assert "new: error[MSG203] templates/a.msg.yaml:5:9" in outcome.out
    assert "typical (removed)" in outcome.out


def test_a_change_that_no_sample_shows_is_told(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "  Hi", "  {% if name == 'Bob' %}Yo{% endif %}Hi")
    git(shop, "commit", "-q", "-a", "-m", "second")
    change(shop, "a.msg.yaml", "Yo", "No")
    assert "It has changed, and no sample shows how." in call("diff", cwd=shop).out


def test_revisions_and_folders(shop: Path, call: Call, tmp_path: Path) -> None:
    copy = shutil.copytree(shop, tmp_path / "copy")
    change(shop, "_footer.txt", "nine", "ten")
    git(shop, "commit", "-q", "-a", "-m", "second")
    assert messages(call, shop) == {}
    assert list(messages(call, shop, "HEAD~1")) == ["a", "b"]
    assert list(messages(call, shop, "HEAD~1", "HEAD")) == ["a", "b"]
    assert list(messages(call, shop, str(copy))) == ["a", "b"]
    assert list(messages(call, tmp_path, str(copy), str(shop))) == ["a", "b"]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("nosuch", "git knows no revision `nosuch`"), ("", "`` isn't a revision")],
)
def test_a_revision_that_isnt_there(shop: Path, call: Call, word: str, sentence: str) -> None:
    outcome = call("diff", word, cwd=shop)
    assert (outcome.code, sentence in outcome.err) == (2, True)


def test_no_repository_and_no_git(
    shop: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lone = catalog(tmp_path / "lone", FILES, CONFIG)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    outcome = call("diff", cwd=lone)
    assert (outcome.code, "isn't in a git repository" in outcome.err) == (2, True)
    monkeypatch.setenv("PATH", "/nowhere")
    outcome = call("diff", cwd=shop)
    assert (outcome.code, "`git` isn't installed" in outcome.err) == (2, True)


def test_no_catalog_at_the_revision(shop: Path, call: Call) -> None:
    other = catalog(shop.parent / "other", FILES, CONFIG)
    outcome = call("diff", cwd=other)
    assert (outcome.code, "there was no catalog here at `HEAD`" in outcome.err) == (2, True)


def test_a_link_in_a_revision_isnt_followed(shop: Path, call: Call, tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "a secret\n")
    (shop / "templates/_footer.txt").unlink()
    (shop / "templates/_footer.txt").symlink_to(secret)
    git(shop, "commit", "-q", "-a", "-m", "second")
    assert "a secret" not in call("diff", "HEAD", "HEAD~1", "--format", "json", cwd=shop).out


def test_markdown_holds_whatever_a_message_says(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "Hi {{ name }}", "````\n  </details> Hi {{ name }}")
    change(shop, "a.msg.yaml", "reference: a", "reference: '*z*'")
    text = call("diff", "--format", "markdown", cwd=shop).out
    assert text.startswith("### 1 message differs: 1 changed\n")
    assert "\n`````diff\n" in text
    assert "- unseen `/reference`: a → \\*z\\*" in text


def test_markdown_marks_the_words_that_changed(shop: Path, call: Call) -> None:
    change(shop, "_footer.txt", "until nine", "until *ten* & <b>@acme</b>")
    text = call("diff", "--message", "a", "--format", "markdown", cwd=shop).out
    assert "\n- until nine\n+ until *ten* & <b>@acme</b>\n" in text
    new = r"\*ten\* \& \<b\>@acme\</b\>"
    assert f"\n- words: <code>until <del>nine</del> <ins>{new}</ins></code>\n" in text


def test_lines_that_are_others_as_a_whole_have_no_marks(shop: Path, call: Call) -> None:
    change(shop, "_footer.txt", "until nine", "whenever")
    assert "{+" not in call("diff", cwd=shop).out
    assert "words:" not in call("diff", "--format", "markdown", cwd=shop).out


def test_the_page_marks_the_words_that_changed(shop: Path, call: Call) -> None:
    change(shop, "_footer.txt", "until nine", "until <ten>")
    call("diff", "--out", shop / "diff.html", cwd=shop)
    page = (shop / "diff.html").read_text(encoding="utf-8")
    assert '<p class="was words" dir="auto">until <del>nine</del></p>' in page
    assert '<p class="is words" dir="auto">until <ins>&lt;ten&gt;</ins></p>' in page


class Tags(HTMLParser):
    """The tags of a page, and what they lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ways: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ways += [value or "" for name, value in attrs if name in ("href", "src")]


def test_the_page_stands_alone(shop: Path, call: Call) -> None:
    change(shop, "_footer.txt", "nine", "<script>alert(1)</script>")
    page = shop / "diff.html"
    assert call("diff", "--out", page, cwd=shop).code == 0
    tags = Tags()
    tags.feed(page.read_text(encoding="utf-8"))
    assert "script" not in tags.tags
    assert all(way.startswith("#") for way in tags.ways)
    assert tags.tags.count("figure") == 4
