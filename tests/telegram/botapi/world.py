"""The little Telegram behind the server: people, chats, topics, messages, and the updates in wait."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError, bad_request, forbidden

Json = dict[str, Any]
ANONYMOUS_ADMIN = 1087968824
GENERAL_TOPIC = 1


@dataclass
class Chat:
    """A chat with its messages; `bot_is` is the bot's standing there."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    is_forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    bot_is: str = "member"  # member, administrator, left, kicked (in private: kicked = blocked)
    migrated_to: int = 0
    messages: dict[int, Json] = field(default_factory=dict)
    last_message: int = 0

    def head(self) -> Json:
        """The chat as it stands inside messages."""
        head: Json = {"id": self.id, "type": self.type}
        if self.type == "private":
            head["first_name"] = self.title
        else:
            head["title"] = self.title
        if self.username:
            head["username"] = self.username
        if self.is_forum:
            head["is_forum"] = True
        return head

    def next_message(self) -> int:
        self.last_message += 1
        return self.last_message


class World:
    """Everything that happened, and what the bot has not fetched yet."""

    def __init__(self, token: str = "123456:test-token", username: str = "derek_test_bot") -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Derek",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "supports_guest_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
        }
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, Json] = {}
        self.updates: list[Json] = []
        self.handed_out: set[int] = set()
        self.confirmed: int = 0
        self.update_ids = itertools.count(1001)
        self.callbacks: dict[str, float] = {}  # open callback and inline queries, by id: when they were asked
        self.query_ids = itertools.count(500_000)
        self.guest_queries: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.settings: dict[str, Any] = {}  # commands by scope and language, descriptions
        self.date_offset = 0

    # --- people and places

    def person(self, user_id: int, name: str, *, is_bot: bool = False, language: str = "ru") -> Json:
        user = {"id": user_id, "is_bot": is_bot, "first_name": name, "language_code": language}
        self.users[user_id] = user
        return user

    def chat(self, chat_id: int, kind: str, title: str, **more: Any) -> Chat:
        # Message 1 made the chat; it is what General, topic 1, is named after.
        self.chats[chat_id] = Chat(chat_id, kind, title, last_message=1, **more)
        return self.chats[chat_id]

    def private(self, user: Json) -> Chat:
        """The person's chat with the bot."""
        return self.chats.get(user["id"]) or self.chat(user["id"], "private", user["first_name"])

    # --- messages

    def compose(self, chat: Chat, sender: Json | None, **content: Any) -> Json:
        """A message in the chat; keys of `content` as in the Bot API, `reply_to` a message id."""
        reply_to = content.pop("reply_to", None)
        message: Json = {
            "message_id": chat.next_message(),
            "date": int(time.time()) + self.date_offset,
            "chat": chat.head(),
            **({"from": sender} if sender else {}),
            **content,
        }
        topic = content.get("message_thread_id")
        if chat.is_forum and topic and topic in chat.topics:
            message["is_topic_message"] = True
            if reply_to is None:
                # In a topic every message formally replies to the message that created the topic.
                reply_to = topic
        if reply_to is not None and reply_to in chat.messages:
            target = dict(chat.messages[reply_to])
            target.pop("reply_to_message", None)
            message["reply_to_message"] = target
        chat.messages[message["message_id"]] = message
        return message

    def open_topic(self, chat: Chat, title: str, creator: Json) -> int:
        """Create a forum topic; its id is the id of the service message."""
        message = self.compose(chat, creator, forum_topic_created={"name": title, "icon_color": 7322096})
        topic = int(message["message_id"])
        message["message_thread_id"] = topic
        chat.topics[topic] = title
        return topic

    def push(self, kind: str, body: Json) -> int:
        """Queue one update for the bot; gives its id."""
        update = {"update_id": next(self.update_ids), kind: body}
        self.updates.append(update)
        return int(update["update_id"])

    def new_query(self) -> str:
        query = str(next(self.query_ids))
        self.callbacks[query] = time.monotonic()
        return query

    # --- what the bot may do

    def reachable(self, chat_id: Any) -> Chat:
        """The chat the bot wants to write to, or Telegram's refusal."""
        try:
            chat = self.chats[int(chat_id)]
        except (KeyError, ValueError):
            raise bad_request("chat not found") from None
        if chat.migrated_to:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.bot_is == "kicked" and chat.type == "private":
            raise forbidden("bot was blocked by the user")
        if chat.bot_is == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.bot_is == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def topic_for(self, chat: Chat, thread: Any) -> int | None:
        """The topic a message goes to; General must not be named, unknown ones are refused."""
        if thread in (None, ""):
            return None
        topic = int(thread)
        if chat.type == "private" or not chat.is_forum or topic == GENERAL_TOPIC or topic not in chat.topics:
            raise bad_request("message thread not found")
        return topic


__all__ = ["ANONYMOUS_ADMIN", "ApiError", "Chat", "Json", "World"]
