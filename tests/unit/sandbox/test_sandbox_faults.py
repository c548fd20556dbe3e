"""Which messages meet a fault: by share, by number, by request."""

from __future__ import annotations

import pytest

from msgc.sandbox.faults import Faults, checked_rates
from msgc.sandbox.kinds import BY_DIGITS, ENDING_LENGTH, FAULTS, UnknownFaultError
from tests.unit.sandbox.conftest import Make
from tests.unit.sandbox.sandbox_help import TEMPLATE, Client

NUMBERS = [f"+316{n:08}" for n in range(2000)]
RATES = {"429": 0.02, "reset-after": 0.1}


def met(faults: Faults, numbers: list[str]) -> dict[str, str]:
    found = ((number, faults.met_by(number, template=True)) for number in numbers)
    return {number: fault.name for number, fault in found if fault}


def test_digits_and_names_are_one_faults_alone() -> None:
    assert len(BY_DIGITS) == len({each.name for each in FAULTS}) == len(FAULTS)
    assert all(len(each) == ENDING_LENGTH and each.isdigit() for each in BY_DIGITS)


def test_draws_hang_on_the_seed_and_not_on_the_order() -> None:
    first = met(Faults(RATES, 7, False), NUMBERS)
    assert met(Faults(RATES, 7, False), NUMBERS[::-1]) == first
    assert met(Faults(RATES, 8, False), NUMBERS) != first


def test_draws_come_in_their_shares() -> None:
    faults = Faults(RATES, 7, False)
    met(faults, NUMBERS)
    assert 20 <= faults.fired["429"] <= 65
    assert 150 <= faults.fired["reset-after"] <= 250


def test_a_second_message_is_drawn_anew() -> None:
    faults = Faults({"429": 0.5}, 7, False)
    assert met(faults, NUMBERS) != met(faults, NUMBERS)


@pytest.mark.parametrize(
    ("rates", "says"),
    [
        ({"492": 0.1}, "did you mean `429`"),
        ({"429": 1.5}, "from 0 to 1"),
        ({"429": float("nan")}, "from 0 to 1"),
        ({"429": 0.6, "409": 0.6}, "more than 1 together"),
    ],
)
def test_wrong_shares_are_refused(rates: dict[str, float], says: str) -> None:
    with pytest.raises(UnknownFaultError, match=says):
        checked_rates(rates)


def test_a_number_meets_its_fault_once() -> None:
    faults = Faults({}, 0, True)
    assert met(faults, ["+31600000429"]) == {"+31600000429": "429"}
    assert met(faults, ["+31600000429"]) == {}
    assert met(faults, ["+31600010429"]) == {"+31600010429": "429"}
    assert met(Faults({}, 0, False), ["+31600000429"]) == {}


def test_a_window_closes_for_no_template() -> None:
    faults = Faults({}, 0, True)
    assert faults.met_by("+31600000470", template=True) is None
    for _ in range(2):
        found = faults.met_by("+31600000470", template=False)
        assert found is not None and found.name == "closed-window"


def test_what_is_asked_for_comes_next(plain: Client) -> None:
    asked = plain.http.post("/_sandbox/faults", json={"fault": "500-before", "times": 2})
    assert asked.status_code == 200
    assert [plain.send("+31612345111").status_code for _ in range(3)] == [500, 500, 202]
    assert plain.fired()["500-before"] == 2


def test_shares_can_be_changed_and_cleared(make: Make) -> None:
    sandbox = make()
    sandbox.http.put("/_sandbox/faults", json={"rates": {"409": 1}, "seed": 3})
    assert sandbox.send("+31612345111").status_code == 409
    sandbox.http.delete("/_sandbox/faults")
    assert sandbox.send("+31612345111").status_code == 202
    assert sandbox.fired() == {"409": 1}


@pytest.mark.parametrize(
    ("method", "body", "says"),
    [
        ("PUT", b'{"rates": {"492": 1}}', "did you mean"),
        ("PUT", b'{"rats": {}}', "rats"),
        ("POST", b'{"fault": "429", "times": 0}', "times"),
        ("POST", b"nonsense", "JSON"),
    ],
)
def test_a_wrong_request_says_why(plain: Client, method: str, body: bytes, says: str) -> None:
    answer = plain.http.request(method, "/_sandbox/faults", content=body)
    assert answer.status_code == 400
    assert says in answer.json()["message"]


def test_a_page_of_another_host_is_told_nothing(plain: Client) -> None:
    for path in ("/_sandbox/accepted", "/_sandbox/faults"):
        answer = plain.http.get(path, headers={"Host": "evil.example:4010"})
        assert answer.status_code == 403


def test_a_paused_template_fails(plain: Client) -> None:
    assert plain.send("+31600000471", template=TEMPLATE).status_code == 202
    assert plain.fired()["paused-template"] == 1
