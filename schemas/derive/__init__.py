"""Derives JSON Schemas from the transcribed API and its errata: `python -m schemas.derive`.

Each file in `schemas/bird/messages/` is JSON Schema 2020-12 and stands alone. What `oneOf` and
`anyOf` say in the API is said by `if`/`then`, so that each fault has one place. Three notes for
readers go beyond the standard; stock validators ignore them:

- `x-warn` is a list of what the API takes but is likely a mistake. An entry
  `{"erratum": ID, "message": WORDS, "schema": S}` warns where the value doesn't fit `S`; the entry
  `{"erratum": ID, "additionalProperties": false}` warns of each key that `properties`, beside it,
  doesn't list.
- `x-error`, `{"erratum": ID, "message": WORDS}`, says in words what is wrong where the assertion
  beside it fails.
- an `enum` stands without `type`, since its values say it and one fault shall be one error.
"""
