"""A profile of `msgc.yaml`: whose account, over which channel, and where its key comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgc.config import Config
from msgc.nearby import near
from msgc.transport import BASE_URL, TransportError, require_safe


class ProfileError(Exception):
    """A profile that can't be used: one sentence, without any key."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An account's workspace; `key` came from the environment, and is never shown."""

    name: str
    workspace: str
    base_url: str
    key: str = field(repr=False)


def read_profile(config: Config, name: str | None, environment: Mapping[str, str]) -> Profile:
    """Return a profile by its name; without one, the only one that there is.

    Raises ProfileError where it isn't there, lacks a setting, or its key isn't in `environment`.
    """
    name = name or _only(config)
    settings = config.profiles.get(name)
    if settings is None:
        raise ProfileError(_unknown(name, config))
    workspace = _setting(name, settings, "workspaceId")
    base_url = _base_url(name, settings)
    variable = _setting(name, settings, "accessKeyEnv")
    key = environment.get(variable, "").strip()
    if not key:
        raise ProfileError(
            f"the environment variable `{variable}`, which the profile `{name}` names for the "
            "access key, isn't set"
        )
    return Profile(name, workspace, base_url, key)


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


def _base_url(name: str, settings: Mapping[str, object]) -> str:
    value = settings.get("baseUrl")
    url = value.strip() if isinstance(value, str) and value.strip() else BASE_URL
    try:
        require_safe(url)
    except TransportError as error:
        raise ProfileError(f"the profile `{name}`: {error}") from None
    return url
