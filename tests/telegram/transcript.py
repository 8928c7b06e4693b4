"""How a chat is written down: what people see, line by line."""

from __future__ import annotations

import json
import re
from typing import Any

from botapi.server import Call
from botapi.world import World

Json = dict[str, Any]


def written(text: str, entities: list[Json]) -> list[str]:
    """Text with **bold**, ‹links› and │ block quotes; empty lines are left out."""
    raw = text.encode("utf-16-le")
    marks: list[tuple[int, int, str]] = []
    for entity in entities:
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] == "bold":
            marks += [(start, 1, "**"), (stop, 0, "**")]
        elif entity["type"] == "text_link":
            marks.append((stop, 0, f" ‹{entity['url']}›"))
        elif entity["type"] == "expandable_blockquote":
            marks += [(start, 0, "\ue000"), (stop, 2, "\ue001")]
    out, last = "", 0
    for place, _, mark in sorted(marks, key=lambda one: (one[0], one[1])):
        out += raw[last * 2 : place * 2].decode("utf-16-le") + mark
        last = place
    out += raw[last * 2 :].decode("utf-16-le")
    return _with_quotes(out)


def _with_quotes(text: str) -> list[str]:
    lines, quoted = [], False
    for line in text.split("\n"):
        quoted = quoted or "\ue000" in line
        clean = line.replace("\ue000", "").replace("\ue001", "").strip()
        if clean:
            lines.append(f"│ {clean}" if quoted else clean)
        quoted = quoted and "\ue001" not in line
    return lines


def buttons(markup: Json | None) -> list[str]:
    """Each row of buttons in brackets."""
    rows = (markup or {}).get("inline_keyboard", [])
    return [" ".join(_button(button) for button in row) for row in rows]


def _button(button: Json) -> str:
    return f"[{button['text']}]" + (f" ‹{button['url']}›" if "url" in button else "")


def shown(call: Call, world: World) -> list[str]:
    """One call as the lines a person sees; refused ones too, nothing for what nobody sees."""
    if call.error is not None:
        return [] if call.method in UNSEEN else [f"bot is refused ({call.method}): {call.error.description}"]
    teller = TELLERS.get(call.method)
    return [_without_chance(line) for line in teller(call, world)] if teller else []


def _without_chance(line: str) -> str:
    """Times and random keys differ from run to run."""
    line = re.sub(r"\d+(,\d+)? (мс|секунд)\b", r"N \2", line)
    return re.sub(r"start=a_[\w-]+", "start=a_KEY", line)


def _where(message: Json, world: World) -> str:
    chat = world.chats[message["chat"]["id"]]
    topic = chat.topics.get(message.get("message_thread_id", 0))
    place = f" in «{topic}»" if topic else ""
    replied = message.get("reply_to_message")
    if replied and replied["message_id"] not in chat.topics:
        own = replied["from"]["id"] == world.bot["id"]
        place += " → bot" if own else f" → {replied['from']['first_name']}"
    return place


def _block(head: str, lines: list[str]) -> list[str]:
    return [f"{head}:", *(f"  {line}" for line in lines)]


def _message(call: Call, world: World) -> list[str]:
    message = call.result
    lines = written(message["text"], message["entities"]) + buttons(message.get("reply_markup"))
    return _block(f"bot{_where(message, world)}", lines)


def _edit(call: Call, world: World) -> list[str]:
    if not isinstance(call.result, dict):
        return []
    message = call.result
    lines = written(message["text"], message["entities"]) + buttons(message.get("reply_markup"))
    return _block("bot edits", lines)


def _press(call: Call, world: World) -> list[str]:
    text = call.params.get("text")
    alert = str(call.params.get("show_alert", "")).lower() == "true"
    return [f"bot {'alerts' if alert else 'whispers'}: {text}"] if text else []


def _photo(call: Call, world: World) -> list[str]:
    caption = call.result.get("caption", "").split("\n")
    return _block(f"bot sends a picture{_where(call.result, world)}", [line for line in caption if line])


def _document(call: Call, world: World) -> list[str]:
    name = call.result["document"]["file_name"]
    content = world.files[name].decode().splitlines()
    return _block(f"bot sends {name} ({call.result.get('caption', '')})", content)


def _inline(call: Call, world: World) -> list[str]:
    lines = []
    for result in call.params["checked"]:
        lines.append(f"{result['title']} | {result.get('description', '')}")
        message = result["message"]
        lines += [f"    {line}" for line in written(message["text"], message["entities"])]
        lines += [f"    {line}" for line in buttons(result.get("reply_markup"))]
    button = json.loads(call.params.get("button", "{}")).get("text", "")
    more = call.params.get("next_offset", "")
    return _block(f"bot offers (and [{button}]{', more from ' + more if more else ''})", lines)


def _guest(call: Call, world: World) -> list[str]:
    result = call.params["checked"][0]
    message = result["message"]
    return _block("bot as a guest", written(message["text"], message["entities"]) + buttons(result.get("reply_markup")))


UNSEEN = {"getUpdates", "setMyCommands"}
TELLERS = {
    "sendMessage": _message,
    "editMessageText": _edit,
    "answerCallbackQuery": _press,
    "sendPhoto": _photo,
    "sendDocument": _document,
    "answerInlineQuery": _inline,
    "answerGuestQuery": _guest,
}
