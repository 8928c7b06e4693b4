"""A strict Bot API server on the loopback, for the tests of the bot: it refuses what Telegram refuses."""
