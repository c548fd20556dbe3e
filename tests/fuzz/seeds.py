"""What a fuzzer begins with: files of each format, and the words that they are made of.

The first byte of NDJSON, CSV and TSV chooses the reader and the size of the blocks.
"""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

WORDS = (
    *(
        b'{"a":"+1"}\n',
        b'"a":',
        b'"o":{"id":"x"}',
        b'"l":[',
        b'"x":',
        b'"locale":',
        b"\\u00",
        b"\\ud83d",
    ),
    *(
        b"\r\n",
        b"\n",
        b'""',
        b'",',
        b"\xef\xbb\xbf",
        b"sep=",
        b"NaN",
        b"null",
        b"true",
        b"1e999",
        b"://",
    ),
    *(b"\xe2\x80\xae", b"\x7f", b"\xff", b"o.id", b"+1,", b"-0", b"PAR1", b"9" * 20),
    *(b'"n":1,', b'"b":"",', b'"m":-7', b"\\u00e9", b"\\ude00", b"\xf0\x9f\x98\x80"),
)
"""What files are made of, for the fuzzer to put together."""


def _parquet(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, compression="none")
    return file.getvalue()


SEEDS: dict[str, tuple[bytes, ...]] = {
    "ndjson": (
        b'\x0f{"a":"+1","b":2,"c":1.5,"o":{"id":"x","n":1},"l":[{"x":"a","y":true}]}\n{"a":"+2"}\n',
        b'\x0e\xef\xbb\xbf{"a":"+1","a":"+2"}\r\n\n \n{"a":"\\ud83d\\ude00:","locale":"nl"}',
        b'\x04{"a":"+1","b":1.0}\n{"a":"\xff"}\n{"a":null,"c":NaN}\n[1]\n{"a":"+1","z":{"k":1}}',
    ),
    "csv": (
        b'\x0fa,b,c,o.id,o.n,l\n+1,2,1.5,x,1,"[{""x"":""a"",""y"":true}]"\n+2,,,,,\n',
        b'\x02\xef\xbb\xbfsep=;\r\na;b\r\n"+1\r\nx";1\r\n"+""2";\n\n"open;1',
        b"\x08a,locale\n+1,nl\n+2\n+3,nl,x\n\xff,\x00\n",
    ),
    "tsv": (b'\x0fa\tb\to\n+1\t2\t{"id":"x"}\n"+\t1"\t\t\n', b"\x02a\r+1\r+2\r"),
    "parquet": (
        _parquet(a=["+1", None], b=[1, 2]),
        _parquet(o=[{"id": "x", "n": 1.5}, None], l=[[{"x": "a", "y": True}], []]),
    ),
    "json": (
        b'[{"a":"+1","b":2},{"a":"\\ud800"},{"a":NaN},[1],{"a":1,"a":2}]',
        b'\xef\xbb\xbf [ {"a":"\xff"} , {"o":{"id":"x"}} \n]\n',
        b'[{"a":' + b"[" * 70 + b"]" * 70 + b'},{"n":1e999}]',
    ),
    "kernel-cells": (
        b'\x00a,"b ""c"""\n1,"x,\ny"\n',
        'é;"日本;""\r\n"\r\n\\;\tx\r\n'.encode().join([b"\x01", b"1;2"]),
        b"\x05a\tb\t\n\t\t1\nx\ty\tz",
    ),
    "kernel-lines": (
        '{"a":"A\\n","n":1,"b":"é😀","m":-20}\n{"m":0, "b":"", "a":"\\u00e9","n":7}\n'.encode(),
        '{"a":"A","n":1,"é":null,"b":"B","x":1.5,"m":2}\n{"a":1}\n\n?'.encode(),
        b'{"a":"\\ud83d\\ude00\\/","n":999999999999999999,"b":"\xe2\x80\xae","m":1}\n{"a":"\xff',
    ),
    "kernel-objects": (
        b"\x00\x03Ann\x00\x01\x00\x01x\x00\x01\x00\x02zz\x00\x02\x0012\x00\x00"
        b"\x00\x01\x017\x00\x00\x00\x02\x0142\x00\x00" * 2,
        b'\x00\x12\xf0\x9f\x98\x80"\\\n\xe2\x80\xae\xff\xed\xa0\x80.....\x00\x00\x00\x13\x00'
        + b"9" * 19,
        b"\x00\x01A\x00\x00\x00\x01\x003\x17\x02\x17\x00" * 3 + b"\x17\x00",
    ),
    "kernel-pieces": (
        b"\x01\x02\x00\x01\na\x7fb\x7f\n1\x7f22\x7f3\n{\n,\n}",
        b"\x00\x01\n\n<\n>",
        b"\x00\x00\x00\n\n<\n>",
        b"\x01\x03\x03\na\x7f\x7f\x7f\x7f\x7f\nb\x7fc\n\x7f\n0123456789abcdefghijklmnopqrstuvwxyz\n-",
    ),
    "kernel-weave": (
        b"\x01\x01a\x7fb\n1\x7f22\n{\n,\n}",
        b"\x00\x00\n\n",
        b"\x02\x03a\x7fb\n\x7f\x7f\nx\x7fy\x7fz\n\x7f\n0123456789abcdefghijklmnopqrstuvwxyz\n\n-",
    ),
}
