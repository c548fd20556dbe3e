"""What `msgc --help` says, written down: to put it together takes what all commands are made of.

A test holds it to what click makes of the commands and the options.
"""

import os

from msgc.cli.terminal import columns
from msgc.cli.words import COMPLETING

# The page as it is where there are so many columns; where there are fewer, click breaks the lines.
WIDTH = 80
HELP = """\
Usage: msgc [OPTIONS] COMMAND [ARGS]...

  Write messages as YAML, check them offline, compile them to ready-to-post
  JSON.

Options:
  -V, --version                Show the version and exit.
  -C DIR                       The catalog's folder (else found upwards from
                               here).
  --color [auto|always|never]  When to use colour.
  -q, --quiet                  Say only what was asked for.
  -v, --verbose                Say more.
  -h, --help                   Show this message and exit.

Commands:
  init     a catalog that passes `check`
  check    check a catalog, message files or payloads; no network, no key
  compile  samples to build/, recipients' rows to NDJSON
  plan     who would get what, written down before it is sent
  push     send a plan: each payload once, or its state is known
  status   what is known of a run, and what the API says of it
  resolve  what is held, decided
  lock     the account's approved templates, for offline checks
  import   payloads to message files
  diff     what two versions of the catalog send, bubble against bubble
  test     samples and tests, held to what is expected of them
  preview  messages as their readers will see them, live
  lsp      what `check` finds and knows, in an editor
  vars     what a recipient's row must hold
  schema   the JSON Schema of a message type
  ls       the catalog's messages
  sandbox  a stand-in for the API, for demos and tests
  explain  why a finding is raised, bad and good

  Examples:
    msgc init my-messages
    msgc check
    msgc compile orders/shipped -r people.csv
    msgc explain MSG203

  Shell completion: eval "$(_MSGC_COMPLETE=bash_source msgc)", or zsh_source,
  fish_source.
"""


def show_help(words: list[str]) -> int | None:
    """Print the page and return the exit code; None where it has to be put together."""
    if columns() < WIDTH or COMPLETING in os.environ:
        return None
    print(HELP, end="", flush=True)
    return 0
