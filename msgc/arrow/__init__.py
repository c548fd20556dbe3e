"""Messages compiled over Arrow record batches, on one machine or on a cluster's.

`bundle` makes plain data of a message, which any machine compiles without the catalog's folder;
`compile_batches` turns record batches of recipients into record batches of payloads. It is a pure
function: the same batches give the same batches, with no network, in any process.
"""

from msgc.arrow.batches import ROW_SCHEMA, compile_batches
from msgc.arrow.bundles import Bundle, BundleError, bundle
from msgc.recipients.rows import RowsError

__all__ = ["ROW_SCHEMA", "Bundle", "BundleError", "RowsError", "bundle", "compile_batches"]
