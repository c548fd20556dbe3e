"""A profile of `msgc.yaml`: whose account, over which channel, and where its key comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from msgc.config import Config
from msgc.nearby import near
from msgc.records import dataclass
from msgc.transport.addresses import BASE_URL, TransportError, canonical_url, require_safe

# Messages a second: 0.95 of what a WhatsApp channel takes (80), and of what the API takes from a
# workspace (500 requests that send, docs.bird.com/api/channels-api/rate-limit).
DEFAULT_RATE = 76.0
MAX_RATE = 475.0
# The name of an environment variable, as shells have it.
VARIABLE = re.compile("[A-Z_][A-Z0-9_]*", re.ASCII | re.IGNORECASE)


class ProfileError(Exception):
    """A profile that can't be used: one sentence, without any key."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An account's workspace; `key` came from the environment, and is never shown."""

    name: str
    workspace: str
    base_url: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """A profile without its key: whose account, over which channel, how fast, and whom not.

    `base_url` is in its canonical form, so that the identity is the same however it is written;
    `rate` is in messages a second; `suppress` are the lists of those who are left out, as paths
    relative to the catalog.
    """

    name: str
    workspace: str
    channel: str
    base_url: str = BASE_URL
    rate: float = DEFAULT_RATE
    suppress: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """What tells this account and channel from any other, in one line."""
        return f"{self.name} {self.base_url} {self.workspace}/{self.channel}"


def read_account(config: Config, name: str | None) -> Account:
    """Return what a profile says without its key; without a name, that of the only one.

    Raises ProfileError where it isn't there, lacks a setting, or a setting has a wrong value.
    """
    name = name or _only(config)
    settings = _settings(config, name)
    return Account(
        name,
        _setting(name, settings, "workspaceId"),
        _setting(name, settings, "channelId"),
        _base_url(name, settings),
        _rate(name, settings),
        _suppress(name, settings),
    )


def read_profile(config: Config, name: str | None, environment: Mapping[str, str]) -> Profile:
    """Return a profile by its name; without one, the only one that there is.

    Raises ProfileError where it isn't there, lacks a setting, or its key isn't in `environment`.
    """
    name = name or _only(config)
    settings = _settings(config, name)
    workspace = _setting(name, settings, "workspaceId")
    base_url = _base_url(name, settings)
    variable = _variable(name, settings)
    key = environment.get(variable, "").strip()
    if not key:
        raise ProfileError(
            f"the environment variable `{variable}`, which the profile `{name}` names for the "
            "access key, isn't set"
        )
    return Profile(name, workspace, base_url, key)


def _settings(config: Config, name: str) -> Mapping[str, object]:
    settings = config.profiles.get(name)
    if settings is None:
        raise ProfileError(_unknown(name, config))
    return settings


def _only(config: Config) -> str:
    if not config.profiles:
        raise ProfileError("`msgc.yaml` has no `profiles`: name one there, or use --from")
    if len(config.profiles) > 1:
        names = ", ".join(config.profiles)
        raise ProfileError(f"name the profile with --profile: `msgc.yaml` has {names}")
    return next(iter(config.profiles))


def _unknown(name: str, config: Config) -> str:
    meant = near(name, config.profiles)
    known = ", ".join(config.profiles) or "none"
    hint = f"did you mean `{meant}`?" if meant else f"there are {known}"
    return f"`msgc.yaml` has no profile `{name}`; {hint}"


def _setting(name: str, settings: Mapping[str, object], key: str) -> str:
    value = settings.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(f"the profile `{name}` has no `{key}`")
    return value.strip()


def _variable(name: str, settings: Mapping[str, object]) -> str:
    """Return the name of the key's variable; what is no name may be the key, and isn't quoted."""
    variable = _setting(name, settings, "accessKeyEnv")
    if not VARIABLE.fullmatch(variable):
        raise ProfileError(
            f"`accessKeyEnv` of the profile `{name}` isn't the name of an environment variable, "
            "such as BIRD_ACCESS_KEY: the key itself is never written into a file"
        )
    return variable


def _rate(name: str, settings: Mapping[str, object]) -> float:
    value = settings.get("rate", DEFAULT_RATE)
    rate = 0.0 if isinstance(value, bool) or not isinstance(value, int | float) else float(value)
    if not 0 < rate <= MAX_RATE:
        raise ProfileError(
            f"the `rate` of the profile `{name}` is a number of messages a second, above 0 and at "
            f"most {MAX_RATE:g}"
        )
    return rate


def _suppress(name: str, settings: Mapping[str, object]) -> tuple[str, ...]:
    value = settings.get("suppress")
    paths = [value] if isinstance(value, str) else value
    if paths is None:
        return ()
    if not isinstance(paths, list) or not all(isinstance(p, str) and p.strip() for p in paths):
        raise ProfileError(f"`suppress` of the profile `{name}` is a path, or a list of paths")
    return tuple(paths)


def _base_url(name: str, settings: Mapping[str, object]) -> str:
    value = settings.get("baseUrl")
    url = value.strip() if isinstance(value, str) and value.strip() else BASE_URL
    try:
        require_safe(url)
    except TransportError as error:
        raise ProfileError(f"the profile `{name}`: {error}") from None
    return canonical_url(url)
