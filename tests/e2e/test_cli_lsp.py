from __future__ import annotations

import sys


def test_without_pygls_the_way_out_is_told(call, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("msgc.lsp", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    outcome = call("lsp")
    assert outcome.code == 2
    assert "pip install 'msgc[lsp]'" in outcome.err


def test_help_shows_how_an_editor_starts_it(call):
    outcome = call("lsp", "--help")
    assert outcome.code == 0
    assert "msgc lsp" in outcome.out
    assert "root_markers" in outcome.out
