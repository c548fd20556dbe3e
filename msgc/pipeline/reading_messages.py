"""One message read: its files bound together, its plans lowered and checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.check.headers import check_header, check_window
from msgc.config import CHANNELS, Config
from msgc.diagnostics import finding, has_errors
from msgc.lower.context import Context
from msgc.lower.includes import Includes, ReadText
from msgc.lower.plans import lower
from msgc.pipeline.declaring import declare, samples_of
from msgc.pipeline.files import Files
from msgc.pipeline.ignoring import Ignores
from msgc.pipeline.judging import judge, unsilenced
from msgc.pipeline.messages import Message, scope_of
from msgc.pipeline.platform import rules_for
from msgc.source import SourceFile
from msgc.syntax.nodes import Mapping
from msgc.syntax.rewording import renamed
from msgc.template import Template


def read_message(
    path: Path,
    locale_paths: Sequence[Path],
    files: Files,
    config: Config,
    channel: str | None,
    catalog_locales: tuple[str, ...] = (),
) -> Message:
    """Read and check one message: the file without a locale, and its locale files."""
    template, _ = files.template(path)
    message = Message(template.name.name, path, template, channel or config.channel, config)
    message.catalog_locales = catalog_locales
    chain, found = files.chain(path)
    message.found += found
    paths = (*chain, *base_locales(chain, locale_paths, files), *locale_paths)
    for each in paths:
        message.found += files.template(each)[1]
        message.found += check_header(files.template(each)[0])
    message.channel = channel or _channel(message, [files.template(each)[0] for each in chain])
    message.rules = rules_for(message.channel, config)
    sources = (files.template(each)[0].source for each in paths)
    message.ignores = Ignores.of((config.source, *sources))
    declare(message, [files.template(each)[0] for each in paths])
    message.samples = samples_of(message, chain, locale_paths, files)
    readable = all(files.template(each)[0].is_readable for each in paths)
    if readable and not has_errors(found):
        _lower_all(message, chain, locale_paths, files)
    message.found = unsilenced(message)
    return message


def base_locales(chain: Sequence[Path], locales: Sequence[Path], files: Files) -> list[Path]:
    """Return the locale files of a message's bases that its own locale files bring in."""
    tags = [files.template(path)[0].name.locale for path in locales]
    found = (each for base in chain[:-1] for tag in tags for each in files.localised(base, tag))
    return list(dict.fromkeys(found))


def _channel(message: Message, templates: Sequence[Template]) -> str:
    written = [scalar for each in templates if (scalar := each.text("channel"))]
    if not written:
        return message.config.channel
    if written[-1].value not in CHANNELS:
        what = f"`{written[-1].value}` isn't a channel"
        help = "Write `whatsapp`, or `any` for the API's schema alone."
        span = written[-1].span
        fix = renamed(span, written[-1].value, CHANNELS)
        message.found.append(finding("MSG125", what, span, help=help, fix=fix))
        return message.config.channel
    return written[-1].value


def _lower_all(
    message: Message, chain: Sequence[Path], locale_paths: Sequence[Path], files: Files
) -> None:
    """Lower the message in each of its locales, then check all expressions in one scope."""
    includes = Includes(_text_reader(message, files), files.text_files)
    context = Context(
        message.channel, scope_of(message, message.variables), message.declared, message.found
    )
    locales = [None, *(files.template(path)[0].name.locale for path in locale_paths)]
    for locale in locales:
        layers = _layers(message, chain, locale, files)
        plan = lower(layers, context, includes.bind)
        if plan is not None:
            message.plans[locale] = plan
            message.kind = message.kind or plan.kind
    if len(message.plans) == len(locales):
        judge(message)
        templates = [files.template(path)[0] for path in chain]
        plans = list(message.plans.values())
        message.found += check_window(templates, plans, message.config.window)


def _text_reader(message: Message, files: Files) -> ReadText:
    """Return what reads included files, and reports those that aren't text."""

    def read(relative: str) -> SourceFile | None:
        source = files.text(relative)
        if source is not None and source.path is not None:
            message.found += files.text_faults[source.path]
        return source

    return read


def _layers(
    message: Message, chain: Sequence[Path], locale: str | None, files: Files
) -> list[Mapping]:
    paths = [each for path in chain for each in (path, *files.localised(path, locale))]
    defaults = message.config.defaults
    roots = [files.template(path)[0].root for path in paths]
    return [defaults, *roots] if defaults is not None else roots
