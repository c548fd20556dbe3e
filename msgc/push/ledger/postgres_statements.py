"""The statements that a run of several senders needs: who is there, and who has what."""

from __future__ import annotations

from msgc.push.ledger.postgres_schema import NOW

REGISTER = (
    f"INSERT INTO msgc_senders (run, leased_until) VALUES (%(run)s, {NOW} + %(lease)s) RETURNING id"
)
LAPSED = (
    f"SELECT id FROM msgc_senders WHERE run = %(run)s AND leased_until + %(grace)s < {NOW}"
    " AND id IS DISTINCT FROM %(holder)s FOR UPDATE SKIP LOCKED"
)
FREE_CHUNKS = (
    "UPDATE msgc_chunks SET holder = NULL, epoch = epoch + 1"
    " WHERE run = %(run)s AND holder = %(ended)s"
)
OWN_CHUNK = (
    "SELECT number, epoch, next, stop FROM msgc_chunks"
    " WHERE run = %(run)s AND holder = %(holder)s AND next < stop ORDER BY number LIMIT 1"
)
TAKE_CHUNK = (
    "UPDATE msgc_chunks SET holder = %(holder)s, epoch = epoch + 1 WHERE run = %(run)s AND number ="
    " (SELECT number FROM msgc_chunks WHERE run = %(run)s AND holder IS NULL AND next < stop"
    " ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING number, epoch, next, stop"
)
MOVE = (
    "UPDATE msgc_chunks SET next = %(cursor)s WHERE run = %(run)s AND number = %(number)s"
    " AND epoch = %(epoch)s AND %(cursor)s BETWEEN next AND stop"
)
LAPSES = (
    "SELECT min(leased_until) FROM msgc_senders s WHERE run = %(run)s"
    " AND id IS DISTINCT FROM %(holder)s AND EXISTS (SELECT 1 FROM {rows} p WHERE p.run = s.run"
    " AND p.holder = s.id AND {open} AND state = 'claimed')"
)
LEASED = (
    "SELECT sum(c.stop - c.next), min(s.leased_until) + %(grace)s - " + NOW + " FROM msgc_chunks c"
    " JOIN msgc_senders s ON s.id = c.holder WHERE c.run = %(run)s AND c.next < c.stop"
    " AND c.holder IS DISTINCT FROM %(holder)s"
)
UNCLAIMED = (
    "SELECT r.entries, (SELECT count(*) FROM {rows} WHERE {mine} AND step = 0),"
    " array(SELECT next FROM msgc_chunks WHERE run = r.id AND next < stop ORDER BY number),"
    " array(SELECT stop FROM msgc_chunks WHERE run = r.id AND next < stop ORDER BY number)"
    " FROM msgc_runs r WHERE r.id = %(run)s"
)
# No sender registers while this lock is held: its row would refer to the run's.
LOCK_RUN = "SELECT shares FROM msgc_runs WHERE id = %(run)s FOR UPDATE"
SENDER = (
    f"SELECT max(leased_until) + %(grace)s - {NOW} FROM msgc_senders WHERE run = %(run)s"
    " AND id IS DISTINCT FROM %(holder)s"
)
