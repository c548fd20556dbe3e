"""The statements that a run of several senders needs: who is there, and who has what."""

from __future__ import annotations

from msgc.push.ledger.postgres_schema import NOW

REGISTER = (
    f"INSERT INTO msgc_senders (run, leased_until) VALUES (%(run)s, {NOW} + %(lease)s) RETURNING id"
)
_IS_LAPSED = (
    f"run = %(run)s AND leased_until + %(grace)s < {NOW} AND id IS DISTINCT FROM %(holder)s"
)
# Whether a sender can be ended, or still stands in a transaction.
LAPSED = (
    f"WITH free AS (SELECT id FROM msgc_senders WHERE {_IS_LAPSED} FOR UPDATE SKIP LOCKED)"
    " SELECT s.id, EXISTS (SELECT 1 FROM free WHERE free.id = s.id) FROM msgc_senders s WHERE "
    + _IS_LAPSED
)
# What the server shows of a sender's connection. Ids begin anew in each schema, identities don't.
_TITLE = "'msgc ' || left(r.identity, 16) || ' ' || %(sender)s::text"
TAKE_TITLE = (
    f"SELECT set_config('application_name', {_TITLE}, false) FROM msgc_runs r WHERE r.id = %(run)s"
)
CUT_OFF = (
    "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a, msgc_runs r WHERE r.id = %(run)s"
    f" AND a.application_name = {_TITLE} AND a.datname = current_database()"
    " AND a.usename = current_user AND a.xact_start IS NOT NULL"
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
