"""The Bot API's methods over the little world, with the checks that Telegram makes."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from .errors import ApiError, bad_request
from .markup import entities_of, parse_html, units
from .world import Chat, Json, World

MAX_TEXT, MAX_CAPTION = 4096, 1024
QUERY_LIFETIME = 15.0  # seconds after which a callback or inline query is too old
Method = Callable[[World, Json], Any]
METHODS: dict[str, Method] = {}
#: Methods that put something before people and therefore count against the flood limits.
COUNTED = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageCaption", "sendChatAction"}
    | {"copyMessage", "forwardMessage", "editMessageReplyMarkup"}
)


def method(function: Method) -> Method:
    """Register under the name in Telegram's spelling: send_message → sendMessage."""
    first, *rest = function.__name__.split("_")
    METHODS[first + "".join(part.capitalize() for part in rest)] = function
    return function


# --- reading parameters


def structure(params: Json, name: str) -> Any:
    """A parameter that travels as JSON."""
    value = params.get(name)
    if value is None or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def truth(params: Json, name: str) -> bool:
    return str(params.get(name, "")).lower() in {"true", "1"}


def formatted(source: Any, mode: str, limit: int, too_long: str, empty: str) -> Json:
    """Text or caption after parsing, checked against the limit in UTF-16 units."""
    source = str(source or "")
    text, entities = parse_html(source) if mode.upper() == "HTML" else (source.strip(), [])
    if mode and mode.upper() != "HTML":
        raise bad_request(f"unsupported parse_mode {mode}")
    if not text and empty:
        raise bad_request(empty)
    if units(text) > limit:
        raise bad_request(too_long)
    return {"text": text, "entities": entities + entities_of(text)}


def keyboard(params: Json) -> Json | None:
    """An inline keyboard, each button checked."""
    markup = structure(params, "reply_markup")
    if not markup:
        return None
    for row in markup.get("inline_keyboard", []):
        for button in row:
            _check_button(button)
    return dict(markup)


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise bad_request("can't parse inline keyboard button: Text buttons must have non-empty text")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not re.match(r"(https?|tg)://\S+$", button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if len({"callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat"} & set(button)) != 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be set")


def target(world: World, params: Json) -> tuple[Chat, Json]:
    """Chat, and the place fields (topic, reply) of a message about to be sent."""
    chat = world.reachable(params.get("chat_id"))
    place: Json = {}
    topic = world.topic_for(chat, params.get("message_thread_id"))
    if topic is not None:
        place["message_thread_id"] = topic
    reply = structure(params, "reply_parameters")
    if not reply:
        return chat, place
    original = chat.messages.get(int(reply["message_id"]))
    if original is None:
        if not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return chat, place
    if chat.is_forum and topic is None and original.get("is_topic_message"):
        # Telegram puts a reply into the topic of what it replies to.
        place["message_thread_id"] = original["message_thread_id"]
    return chat, {**place, "reply_to": original["message_id"]}


# --- sending


@method
def send_message(world: World, params: Json) -> Json:
    chat, place = target(world, params)
    content = formatted(
        params.get("text"),
        str(params.get("parse_mode", "")),
        MAX_TEXT,
        "message is too long",
        "message text is empty",
    )
    markup = keyboard(params)
    return world.compose(chat, world.bot, **content, **place, **({"reply_markup": markup} if markup else {}))


def _with_caption(world: World, params: Json, attachment: Json) -> Json:
    chat, place = target(world, params)
    mode = str(params.get("parse_mode", ""))
    content = formatted(params.get("caption"), mode, MAX_CAPTION, "message caption is too long", "")
    caption = {"caption": content["text"], "caption_entities": content["entities"]} if content["text"] else {}
    markup = keyboard(params)
    return world.compose(
        chat, world.bot, **attachment, **caption, **place, **({"reply_markup": markup} if markup else {})
    )


def _file(params: Json, name: str) -> Any:
    upload = params.get(name)
    if not isinstance(upload, tuple) or not upload[1]:
        raise bad_request(f"there is no {name} in the request")
    return upload


@method
def send_photo(world: World, params: Json) -> Json:
    _, content = _file(params, "photo")
    if not content.startswith(b"\x89PNG") and not content.startswith(b"\xff\xd8"):
        raise bad_request("IMAGE_PROCESS_FAILED")
    photo = {
        "file_id": "photo",
        "file_unique_id": "p",
        "width": 800,
        "height": 600,
        "file_size": len(content),
    }
    world.files["photo"] = content
    return _with_caption(world, params, {"photo": [photo]})


@method
def send_document(world: World, params: Json) -> Json:
    name, content = _file(params, "document")
    world.files[name] = content
    document = {"file_id": name, "file_unique_id": "d", "file_name": name, "file_size": len(content)}
    return _with_caption(world, params, {"document": document})


@method
def send_chat_action(world: World, params: Json) -> bool:
    world.reachable(params.get("chat_id"))
    return True


# --- editing


def _message(world: World, params: Json, verb: str) -> tuple[Chat, Json]:
    chat = world.reachable(params.get("chat_id"))
    message = chat.messages.get(int(params.get("message_id") or 0))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if verb == "edit" and message.get("from", {}).get("id") != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _change(message: Json, changes: Json) -> Json:
    if all(message.get(name) == value for name, value in changes.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message.update({name: value for name, value in changes.items() if value is not None})
    if changes.get("reply_markup", 0) is None:
        message.pop("reply_markup", None)
    message["edit_date"] = int(time.time())
    return message


@method
def edit_message_text(world: World, params: Json) -> Any:
    content = formatted(
        params.get("text"),
        str(params.get("parse_mode", "")),
        MAX_TEXT,
        "MESSAGE_TOO_LONG",
        "message text is empty",
    )
    changes = {**content, "reply_markup": keyboard(params)}
    if params.get("inline_message_id"):
        return True
    _, message = _message(world, params, "edit")
    return _change(message, changes)


@method
def edit_message_reply_markup(world: World, params: Json) -> Any:
    _, message = _message(world, params, "edit")
    return _change(message, {"reply_markup": keyboard(params)})


@method
def delete_message(world: World, params: Json) -> bool:
    chat, message = _message(world, params, "delete")
    del chat.messages[message["message_id"]]
    return True


# --- queries


def _open_query(world: World, query: Any) -> None:
    asked = world.callbacks.pop(str(query), None)
    if asked is None or time.monotonic() - asked > QUERY_LIFETIME:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")


@method
def answer_callback_query(world: World, params: Json) -> bool:
    if units(str(params.get("text") or "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    _open_query(world, params.get("callback_query_id"))
    return True


def _check_result(result: Json) -> Json:
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") == "article" and not result.get("title"):
        raise bad_request("can't parse InlineQueryResult: title must be non-empty")
    content = result.get("input_message_content")
    if not content:
        raise bad_request("can't parse InlineQueryResult: input_message_content is missing")
    message = formatted(
        content.get("message_text"),
        content.get("parse_mode") or "",
        MAX_TEXT,
        "MESSAGE_TOO_LONG",
        "message text is empty",
    )
    keyboard({"reply_markup": result.get("reply_markup")})
    return {**result, "message": message}


@method
def answer_inline_query(world: World, params: Json) -> bool:
    results = structure(params, "results")
    if not isinstance(results, list) or len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result.get("id") for result in results}) != len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(str(params.get("next_offset") or "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = structure(params, "button")
    if button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "x")):
        raise bad_request("START_PARAM_INVALID")
    params["checked"] = [_check_result(result) for result in results]
    _open_query(world, params.get("inline_query_id"))
    return True


@method
def answer_guest_query(world: World, params: Json) -> Json:
    result = structure(params, "result")
    params["checked"] = [_check_result(result)]
    query = str(params.get("guest_query_id"))
    if query not in world.guest_queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    world.guest_queries.discard(query)
    return {"inline_message_id": f"guest-{query}"}


# --- the bot itself


@method
def get_me(world: World, params: Json) -> Json:
    return world.bot


@method
def get_chat_member(world: World, params: Json) -> Json:
    chat = world.reachable(params.get("chat_id"))
    user = int(params["user_id"])
    status = chat.bot_is if user == world.bot["id"] else "member"
    member: Json = {"status": status, "user": world.bot if user == world.bot["id"] else world.users[user]}
    return member


@method
def get_file(world: World, params: Json) -> Json:
    name = str(params.get("file_id"))
    if name not in world.files:
        raise bad_request("invalid file_id")
    if len(world.files[name]) > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return {
        "file_id": name,
        "file_unique_id": "f",
        "file_size": len(world.files[name]),
        "file_path": f"documents/{name}",
    }


@method
def set_my_commands(world: World, params: Json) -> bool:
    commands = structure(params, "commands")
    if not 0 < len(commands) <= 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = structure(params, "scope") or {"type": "default"}
    if scope["type"] == "chat":
        world.reachable(scope["chat_id"])
    key = ("commands", scope["type"], scope.get("chat_id", 0), _language(params))
    world.settings[str(key)] = commands
    return True


def _language(params: Json) -> str:
    code = str(params.get("language_code") or "")
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad_request("LANGUAGE_CODE_INVALID")
    return code


def _describe(world: World, params: Json, name: str, limit: int) -> bool:
    text = str(params.get(name) or "")
    if units(text) > limit:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    world.settings[f"{name}:{_language(params)}"] = text
    return True


@method
def set_my_description(world: World, params: Json) -> bool:
    return _describe(world, params, "description", 512)


@method
def set_my_short_description(world: World, params: Json) -> bool:
    return _describe(world, params, "short_description", 120)


def call(world: World, name: str, params: Json) -> Any:
    """Run a method by its name; names are case-insensitive, as at Telegram."""
    known = {one.lower(): function for one, function in METHODS.items()}.get(name.lower())
    if known is None:
        raise ApiError(404, "Not Found")
    return known(world, params)
