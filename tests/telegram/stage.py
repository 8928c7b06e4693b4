"""Plays a conversation file against the running bot and writes down what was seen.

A conversation is a text file. Lines of people and of the stage are played; the lines of the bot between
them («bot…» and what is indented below) are what must be seen. The stage's lines:

    ## private Айгүл          the talk goes on in Айгүл's chat with the bot
    ## group Достар           … in a group (supergroup, forum, channel likewise)
    ## topic Сұрақтар         … in a topic of the forum (General: ## topic General)
    ## bot is administrator   the bot's standing in the chat changes (member, left, kicked, administrator)
    ## restart                the bot is stopped and started again
    ## fault sendMessage 502  the next call of this method fails so (429 waits a second; reset cuts the line)
    ## article jana.md …      a file appears in the corpus (\\n is a new line)
    ## later 2000             so many seconds go by
    Айгүл: …                  Айгүл writes; {Дерек} is a mention by name, without @
    Айгүл → Болат: …          … in reply to Болат's last message (→ bot: to the bot's; → anonymous: to that
                              of whoever posted as the group)
    Айгүл edits: …            Айгүл changes the last message
    Айгүл deletes             Айгүл's last message goes
    Айгүл [👍]                Айгүл presses a button under the bot's last message that has it
    Айгүл reacts 👍           Айгүл's reaction to the bot's last message (reacts - takes it away)
    Айгүл sends album: …      two pictures, the first with a caption
    Айгүл sends photo: …      … with a caption (sticker, voice; «file name.txt:» with the file's text)
    Айгүл via @gif: …         … sent through another bot's inline mode
    Айгүл anonymously: …      … posted as the group
    Айгүл inline: …           Айгүл types @derek… in some chat (inline 10: … asks for the next page)
    Айгүл guest: …            Айгүл calls the bot in a chat where it is no member
    Айгүл adds bot            into the current group; removes, blocks, unblocks, migrates likewise
"""

from __future__ import annotations

import asyncio
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from botapi.markup import entities_of, units
from botapi.server import RESET, Call, Server
from botapi.world import ANONYMOUS_ADMIN, Chat, Json, World
from transcript import shown

from bot.chat.telegram.application import Application, Tempo
from bot.chat.telegram.knowledge import Library
from bot.chat.telegram.polling import Patience
from bot.chat.telegram.sendqueue import Pace
from bot.settings import Settings

ADMIN = "Әкімші"
ADMIN_ID = 900
QUICK = Tempo(Pace().faster(1000), Patience(poll=5, grace=2, stall=30, first_pause=0.05, longest_pause=0.2))
ADMIN_RIGHTS = (
    "can_be_edited can_manage_chat can_change_info can_delete_messages can_invite_users can_restrict_members "
    "can_promote_members can_manage_video_chats is_anonymous can_post_stories can_edit_stories "
    "can_delete_stories"
)
ODD_FILES = {"(empty)": b"", "(binary)": b"\x00\xff\xfe binary", "(huge)": b" " * 9_000_000}
ACTION = re.compile(
    r"(?P<who>\w+)(?: (?P<verb>edits|deletes|reacts|sends|via|anonymously|inline|guest|adds|removes|blocks"
    r"|unblocks|migrates)\b)?(?: → (?P<to>\w+))?(?P<what>[^:\[]*?)(?:: ?(?P<text>.*)|(?P<button>\[.*\]))?"
)


@dataclass
class Stage:
    """One bot on one server, and where the talk is just now."""

    folder: Path
    library_of: Callable[[Path, Path], Library]  # database, corpus
    corpus: Path
    world: World = field(default_factory=World)
    chat: Chat | None = None
    topic: int | None = None
    time_offset: float = 0.0

    async def play(self, script: str) -> str:
        """The script with what was really seen in place of the bot's lines."""
        shutil.copytree(self.corpus, self.folder / "corpus", ignore=shutil.ignore_patterns("*.toml"))
        self.settings = Settings(
            corpus_dir=self.folder / "corpus",
            database=self.folder / "derek.db",
            telegram_bot_token=self.world.token,
            admin_ids=frozenset({ADMIN_ID}),
            org_name="«Ауыл тынысы»",
        )
        async with Server(self.world) as self.server:
            self.settings = replace(self.settings, telegram_api_url=self.server.url)
            await self._start(index=True)
            try:
                return await self._play(script)
            finally:
                await self._stop()

    async def _play(self, script: str) -> str:
        out: list[str] = []
        for line in script.splitlines():
            if line.startswith(("  ", "bot")):
                continue
            out.append(line)
            if line and not line.startswith("# "):
                seen = len(self.server.calls)
                await self._act(line)
                await self._settle()
                for call in self.server.calls[seen:]:
                    out += shown(call, self.world)
        return "\n".join(out) + "\n"

    async def _start(self, *, index: bool = False) -> None:
        library = self.library_of(self.settings.database, self.settings.corpus_dir)
        if index:
            library._reindex()
        tempo = replace(QUICK, clock=lambda: time.time() + self.time_offset)
        self.application = Application(self.settings, tempo, library)
        await self.application.start()
        self.serving = asyncio.create_task(self.application.serve())

    async def _stop(self) -> None:
        self.serving.cancel()
        await asyncio.gather(self.serving, return_exceptions=True)
        await self.application.stop()

    async def _settle(self) -> None:
        """Until the bot has fetched and finished everything."""
        for _ in range(2000):
            await self.application.idle()
            if not self.world.updates:
                return
            if self.serving.done():
                self.serving.result()
            await asyncio.sleep(0.005)
        raise AssertionError("the bot does not fetch its updates")

    # --- the stage's lines

    async def _act(self, line: str) -> None:
        if line.startswith("## "):
            await self._direct(line[3:])
            return
        found = ACTION.fullmatch(line)
        if found is None:
            raise ValueError(f"cannot read this line: {line}")
        person = self._person(found["who"])
        verb = found["verb"] or ("press" if found["button"] else "says")
        what, text = found["what"].strip(), (found["text"] or "").replace("\\n", "\n")
        if verb == "press":
            self._press(person, found["button"].strip("[]"))
        elif verb in {"adds", "removes", "blocks", "unblocks", "migrates"}:
            self._move(verb, person)
        elif verb == "inline":
            query = {"id": self.world.new_query(), "from": person, "query": text, "offset": what}
            self.server.push("inline_query", query)
        elif verb == "reacts":
            self._react(person, what)
        elif verb == "deletes":
            del self._here.messages[self._last_of(person)["message_id"]]
        elif verb == "edits":
            self._edit(person, text)
        elif verb == "guest":
            self._call_guest(person, text)
        else:
            self._say(person, verb, what, text, found["to"])

    async def _direct(self, order: str) -> None:
        kind, _, rest = order.partition(" ")
        if kind == "private":
            self.chat, self.topic = self.world.private(self._person(rest)), None
        elif kind in {"group", "supergroup", "forum", "channel"}:
            self._go_to(kind, rest)
        elif kind == "topic":
            known = {title: topic for topic, title in self._here.topics.items()}
            creator = self.world.bot if rest.startswith("bot:") else self._person("Болат")
            fresh = rest != "General" and rest not in known
            self.topic = self.world.open_topic(self._here, rest, creator) if fresh else known.get(rest)
        elif kind == "bot":
            self._here.bot_is = rest.split()[-1]
        elif kind == "restart":
            await self._stop()
            await self._start()
        elif kind == "fault":
            method, fault = rest.split()
            self.server.plan(method, RESET if fault == "reset" else int(fault), retry_after=1)
        elif kind == "article":
            name, _, text = rest.partition(" ")
            (self.settings.corpus_dir / name).write_text(text.replace("\\n", "\n"), encoding="utf-8")
        elif kind == "gone":
            (self.settings.corpus_dir / rest).unlink()
        elif kind == "later":
            self.time_offset += float(rest)
        elif kind == "again":
            self._deliver_again()
        else:
            raise ValueError(f"cannot read this order: {order}")

    @property
    def _here(self) -> Chat:
        if self.chat is None:
            raise ValueError("begin with «## private …» or «## group …»")
        return self.chat

    def _go_to(self, kind: str, title: str) -> None:
        known = next((one for one in self.world.chats.values() if one.title == title and not one.migrated_to), None)
        number = -1_001_000_000_000 - len(self.world.chats) if kind != "group" else -1000 - len(self.world.chats)
        real = "supergroup" if kind == "forum" else kind
        self.chat = known or self.world.chat(number, real, title, is_forum=kind == "forum")
        self.topic = None

    def _person(self, name: str) -> Json:
        known = next((one for one in self.world.users.values() if one["first_name"] == name), None)
        number = ADMIN_ID if name == ADMIN else 101 + len(self.world.users)
        return known or self.world.person(number, name, is_bot=name.endswith("бот"))

    # --- what people do

    def _say(self, person: Json, verb: str, what: str, text: str, to: str | None) -> None:
        if what == "album":
            for caption in (text, ""):
                album = {**self._attachment("photo", caption), "media_group_id": "1"}
                self.server.push("message", self.world.compose(self._here, person, **album))
            return
        content = self._content(verb, what, text)
        target = self._last_of(self._replied_to(to)) if to else None
        place = {"message_thread_id": self.topic} if self.topic else {}
        if target is not None:
            content["reply_to"] = target["message_id"]
            if self._here.type == "supergroup" and not self.topic:
                place = {"message_thread_id": target["message_id"]}  # plain replies carry one, too
        sender = person
        if verb == "anonymously":
            sender = {
                "id": ANONYMOUS_ADMIN,
                "is_bot": True,
                "first_name": "Group",
                "username": "GroupAnonymousBot",
            }
            content["sender_chat"] = self._here.head()
        if self._here.type == "channel":
            self.server.push("channel_post", self.world.compose(self._here, None, **content))
            return
        message = self.world.compose(self._here, sender, **content, **place)
        self.server.push("message", message)

    def _content(self, verb: str, what: str, text: str) -> Json:
        if verb == "sends":
            return self._attachment(what, text)
        content = _text_content("text", text, self.world)
        if verb == "via":
            content["via_bot"] = {"id": 77, "is_bot": True, "first_name": "Gif", "username": what.strip("@")}
        return content

    def _attachment(self, what: str, text: str) -> Json:
        kind, _, name = what.partition(" ")
        file = {"file_id": name or kind, "file_unique_id": "u", "file_size": len(text.encode())}
        if kind == "file":
            file["file_id"] = f"upload-{len(self.world.files)}"
            content = b"" if text == "(empty)" else b"\x00\xff\xfe binary" if text == "(binary)" else text.encode()
            self.world.files[file["file_id"]] = content
            return {
                "document": {
                    **file,
                    "file_name": name,
                    "file_size": 9_000_000 if text == "(huge)" else len(content),
                }
            }
        caption = _text_content("caption", text, self.world) if text else {}
        if kind == "photo":
            return {"photo": [{**file, "width": 10, "height": 10}], **caption}
        if kind == "sticker":
            extra = {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
            return {"sticker": {**file, **extra}}
        return {kind: {**file, "duration": 3}, **caption}

    def _replied_to(self, name: str) -> Json:
        return {"bot": self.world.bot, "anonymous": {"id": ANONYMOUS_ADMIN}}.get(name) or self._person(name)

    def _last_of(self, person: Json) -> Json:
        mine = [one for one in self._here.messages.values() if one.get("from", {}).get("id") == person["id"]]
        return mine[-1]

    def _edit(self, person: Json, text: str) -> None:
        message = self._last_of(person)
        for name in ("text", "entities"):
            message.pop(name, None)
        message.update(_text_content("text", text, self.world), edit_date=message["date"] + 5)
        self.server.push("edited_message", message)

    def _press(self, person: Json, title: str) -> None:
        for message in reversed(self._here.messages.values()):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            button = next((one for row in rows for one in row if one["text"] == title), None)
            if button and "callback_data" in button:
                query = {"id": self.world.new_query(), "from": person, "message": message}
                data = {"chat_instance": "1", "data": button["callback_data"]}
                self.server.push("callback_query", {**query, **data})
                return
        raise ValueError(f"there is no button [{title}]")

    def _react(self, person: Json, emoji: str) -> None:
        message = next(
            one
            for one in reversed(self._here.messages.values())
            if one.get("from", {}).get("id") == self.world.bot["id"]
        )
        old = message.get("reactions", {}).get(person["id"], [])
        new = [] if emoji == "-" else [{"type": "emoji", "emoji": emoji}]
        message.setdefault("reactions", {})[person["id"]] = new
        where = {"chat": self._here.head(), "message_id": message["message_id"], "date": message["date"]}
        self.server.push("message_reaction", {**where, "user": person, "old_reaction": old, "new_reaction": new})

    def _call_guest(self, person: Json, text: str) -> None:
        query = self.world.new_query()
        self.world.guest_queries.add(query)
        chat = self.world.chats.get(-5) or self.world.chat(-5, "group", "Бөтен топ")
        message = self.world.compose(chat, person, **_text_content("text", text, self.world), guest_query_id=query)
        self.server.push("guest_message", message)

    def _move(self, verb: str, person: Json) -> None:
        if verb == "migrates":
            self._migrate(person)
            return
        before = self._here.bot_is if verb in {"removes", "blocks"} else "left" if verb == "adds" else "kicked"
        after = {"adds": self._here.bot_is, "removes": "kicked", "blocks": "kicked", "unblocks": "member"}[verb]
        if verb == "adds" and after in {"left", "kicked"}:
            after = "member"
        self._here.bot_is = after
        change = {"chat": self._here.head(), "from": person, "date": int(time.time())}
        members = {"old_chat_member": self._member(before), "new_chat_member": self._member(after)}
        self.server.push("my_chat_member", {**change, **members})

    def _member(self, status: str) -> Json:
        rights = ADMIN_RIGHTS.split()
        extra: Json = dict.fromkeys(rights, True) if status == "administrator" else {}
        if status == "kicked":
            extra = {"until_date": 0}
        return {"status": status, "user": self.world.bot, **extra}

    def _migrate(self, person: Json) -> None:
        old = self._here
        new = self.world.chat(-1_009_000_000_000 - len(self.world.chats), "supergroup", old.title)
        old.migrated_to = new.id
        gone = self.world.compose(old, person, migrate_to_chat_id=new.id)
        come = self.world.compose(new, person, migrate_from_chat_id=old.id)
        self.server.push("message", gone)
        self.server.push("message", come)
        self.chat = new

    def _deliver_again(self) -> None:
        """Telegram delivers the last message a second time."""
        last = list(self._here.messages.values())
        asked = next(one for one in reversed(last) if one["from"]["id"] != self.world.bot["id"])
        update = {"update_id": max(self.world.handed_out), "message": asked}
        self.world.updates.append(update)
        self.server._news.set()


def _text_content(name: str, text: str, world: World) -> Json:
    """Text with the entities a client or the server would add; {Дерек} is a text mention."""
    mention = re.search(r"\{(.+?)\}", text)
    plain = re.sub(r"\{(.+?)\}", r"\1", text)
    entities = entities_of(plain)
    if mention:
        place = {"offset": units(plain[: mention.start()]), "length": units(mention[1])}
        entities.append({"type": "text_mention", **place, "user": world.bot})
    return {name: plain, "entities" if name == "text" else "caption_entities": entities}


__all__ = ["ADMIN_ID", "QUICK", "Call", "Stage"]
