"""What a push needs before it sends: an account, a plan that isn't stale, a key, and a yes."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import click

from msgc.cli.keys import variables
from msgc.cli.push_options import PushOptions, RefusedError
from msgc.cli.push_showing import PARTLY
from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.pipeline.profiles import Account, ProfileError, read_account, read_profile
from msgc.pipeline.projects import Project
from msgc.push.keys import is_same_account
from msgc.push.plan_reading import Plan
from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import TransportError


def account_of(project: Project, plan: Plan, options: PushOptions) -> Account | None:
    """Return the account that sends; None where no profile is named, by plan or option."""
    name = options.profile or plan.summary.profile
    if name is None:
        return None
    try:
        account = read_account(project.config, name)
    except ProfileError as error:
        raise RefusedError(str(error)) from None
    made_for = plan.summary.account
    if made_for is not None and not is_same_account(made_for, account.identity):
        raise RefusedError(
            f"the plan was made for another account than profile `{name}` is now: make it anew "
            f"with `msgc plan … --profile {name}`"
        )
    return account


def owned(plan: Plan, account: Account) -> Plan:
    """Return a plan as the account's where it was made for none."""
    if plan.summary.account is not None:
        return plan
    return replace(plan, summary=plan.summary.owned(account.name, account.identity))


def require_young(plan: Plan, options: PushOptions) -> None:
    """Refuse a plan that is older than was asked for."""
    age = time.time() - plan.summary.created.timestamp()
    if options.max_age is not None and age > options.max_age:
        raise RefusedError("the plan is older than --max-age allows: make it anew")


def require_in_time(plan: Plan) -> None:
    """Refuse to begin what was to be sent by now; a run that has begun tells what has expired."""
    if time.time() >= plan.summary.expires.timestamp():
        raise RefusedError(
            f"the plan was to be sent by {plan.summary.expires:%Y-%m-%d %H:%M} UTC, and that is "
            "over: make it anew"
        )


def key_of(project: Project, account: Account, options: PushOptions) -> AccessKey:
    """Return the account's key, from the environment or the file that was named."""
    try:
        profile = read_profile(project.config, account.name, variables(options.env_file))
        return AccessKey(profile.key)
    except (ProfileError, TransportError) as error:
        raise RefusedError(str(error)) from None


def require_leave(count: int, account: Account, more: str = "") -> None:
    """Ask on a terminal whether to send; a usage error where nobody can be asked.

    `more` is what the push does besides. Raises Exit where the answer is no.
    """
    what = f"{counted(count, 'message')} with profile `{account.name}`"
    what += f" ({more})" if more else ""
    if not sys.stdin.isatty():
        raise RefusedError(f"--yes sends {what}; there is no terminal to ask on")
    if not click.confirm(f"Send {what}?", err=True):
        settings().say("nothing was sent")
        raise click.exceptions.Exit(PARTLY)
