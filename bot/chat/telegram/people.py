"""People and private chats as the ledger knows them: keyed hashes, not Telegram ids."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class People:
    """Names ids. The key is made from the bot's token, which the database does not hold:
    whoever has the file alone cannot find out who asked."""

    secret: bytes
    plainly: bool = False  # LOG_USERS=1: ids as they are

    def __call__(self, telegram_id: int) -> str:
        """The name of a person or a chat.

        >>> People(b"k", plainly=True)(42)
        '42'
        """
        if self.plainly:
            return str(telegram_id)
        return hmac.new(self.secret, str(telegram_id).encode(), hashlib.sha256).hexdigest()[:20]


def people_of(token: str, *, plainly: bool) -> People:
    return People(hashlib.sha256(b"people:" + token.encode()).digest(), plainly)
