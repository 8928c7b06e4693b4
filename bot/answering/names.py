"""What the loaded articles call by name, gathered once when an index is built."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.answering.passage import read_titles
from retrieval.article import Article
from retrieval.language.tokens import tokenize

KeyOf = Callable[[str], str]

# A capitalised word after a small-letter word or a comma, not at the head of a sentence or quotation.
_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_][\w-]*")
_BEHIND = re.compile(r" ([^\W\d_][\w-]*)")


@dataclass(frozen=True, slots=True)
class Names:
    """Keys by which a question typed without capitals and quotes is seen to name something."""

    titles: frozenset[tuple[str, ...]]  # key rows of quoted names
    kinds: frozenset[tuple[str, str]]  # quoted names of one word with the word behind them: «Береке» қожалығы
    proper: frozenset[str]  # keys that stand capitalised inside sentences more often than not
    known: frozenset[str]  # all keys of the articles
    articles: Mapping[str, frozenset[str]]  # key of a title's word or proper noun -> articles that hold it


def gather_names(articles: Iterable[Article], key_of: KeyOf) -> Names:
    """Read the quoted and capitalised names of all articles."""
    titles: set[tuple[str, ...]] = set()
    kinds: set[tuple[str, str]] = set()
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    where: defaultdict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    for article in articles:
        for text in (article.title, *(paragraph.text for paragraph in article.paragraphs)):
            known.update(key_of(token.base) for token in tokenize(text) if token.is_word)
            quoted = read_titles(text, key_of)
            for title in quoted:
                titles.add(title.keys)
                behind = _BEHIND.match(text, title.stop)
                if behind and len(title.keys) == 1:
                    kinds.add((title.keys[0], key_of(behind[1])))
                for key in title.keys:
                    where[key].add(article.id)
            for match in _INSIDE.finditer(text):
                if any(title.start <= match.start() < title.stop for title in quoted):
                    continue  # «Бастау Бизнес» does not make бизнес a name
                key = key_of(match[0])
                (capital if match[0][0].isupper() else small)[key] += 1
                if match[0][0].isupper():
                    where[key].add(article.id)
    proper = frozenset(key for key, count in capital.items() if count > small[key])
    held = {key: frozenset(ids) for key, ids in where.items()}
    return Names(frozenset(titles), frozenset(kinds), proper, frozenset(known), held)
