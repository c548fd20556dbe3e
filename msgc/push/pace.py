"""How many requests may leave: a bucket of tokens, whose rate gives way to answers 429."""

from __future__ import annotations

from math import floor, inf

# The share of a documented limit that is kept to: probing above it costs more than it gains.
SHARE = 0.95
# Messages a second that a WhatsApp channel sends unless the platform raised it; what comes faster
# waits in a queue (docs.bird.com/applications/campaigns, "Limitations and supported channels").
CHANNEL_LIMIT = 80.0
# Requests a second for a workspace, over all its channels
# (docs.bird.com/api/channels-api/rate-limit).
POST_LIMIT, GET_LIMIT = 500.0, 50.0
DEFAULT_RATE = SHARE * CHANNEL_LIMIT
MOST_POSTS = SHARE * POST_LIMIT
MOST_GETS = SHARE * GET_LIMIT
# Seconds of the rate that may leave at once.
BURST = 0.05
# An answer 429 leaves this of the rate, at the most once in so many seconds, and no less than this
# share of the ceiling; each second without one gives back so much of the ceiling.
CUT, CUT_EVERY, FLOOR, RECOVERY = 0.7, 1.0, 0.05, 0.1
# Seconds for which nothing leaves after a 429, at the least and at the most.
SHORTEST_HOLD, LONGEST_HOLD = 0.5, 60.0
# What a sum of fractions may lack of a whole token.
NEARLY = 1e-6


class Pace:
    """Grants requests at no more than `ceiling` a second; time is a clock's that can't step."""

    def __init__(
        self, rate: float = DEFAULT_RATE, most: float = MOST_POSTS, now: float = 0.0
    ) -> None:
        """Begin at `rate`, which is the ceiling too, but never above `most`.

        `now` is any time up to the first one that it is asked at.
        """
        if not 0 < rate < inf:
            raise ValueError("a rate is above 0")
        self.ceiling = min(rate, most)
        self._rate = self.ceiling
        self._tokens = self._bucket
        self._at = now
        self._clean_since = now
        self._last_cut = -inf
        self._slowed_at = -inf

    @property
    def rate(self) -> float:
        """Requests a second, as far as it has come back."""
        return self._rate

    @property
    def _bucket(self) -> float:
        """The tokens that are kept: one at the least, or none would ever be whole."""
        return max(1.0, self._rate * BURST)

    def grant(self, now: float, want: int) -> int:
        """Return how many of `want` requests may leave now, and count them as left."""
        self._go_on(now)
        granted = max(0, min(want, floor(self._tokens + NEARLY)))
        self._tokens -= granted
        return granted

    def give_back(self, at: float, count: int) -> None:
        """Take back what was granted at a time and didn't leave; a 429 since then voids it."""
        if at > self._slowed_at:
            self._tokens = min(self._bucket, self._tokens + count)

    def wait(self, now: float) -> float:
        """Return the seconds until a request may leave, if nothing changes."""
        self._go_on(now)
        missing = max(0.0, 1.0 - NEARLY / 2 - self._tokens) / self._rate
        return max(0.0, self._at - now) + missing

    def slow_down(self, now: float, hold: float = 0.0) -> None:
        """Take notice of a 429: cut the rate, let nothing leave for `hold` seconds."""
        self._go_on(now)
        self._slowed_at = now
        if now - self._last_cut >= CUT_EVERY:
            self._last_cut = now
            self._rate = max(FLOOR * self.ceiling, self._rate * CUT)
        held_until = now + min(max(hold, SHORTEST_HOLD), LONGEST_HOLD)
        # Until then no token comes in, and no second counts as clean.
        self._at = max(self._at, held_until)
        self._clean_since = self._at
        self._tokens = 0.0

    def _go_on(self, now: float) -> None:
        """Let tokens come in, and the rate come back, for the time that has passed."""
        if now <= self._at:
            return
        self._tokens = min(self._bucket, self._tokens + (now - self._at) * self._rate)
        self._at = now
        clean = floor(now - self._clean_since)
        if clean >= 1:
            self._rate = min(self.ceiling, self._rate + clean * RECOVERY * self.ceiling)
            self._clean_since += clean
