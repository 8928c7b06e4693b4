"""From a typed question to proper Kazakh spelling: another keyboard or alphabet, and slips of the finger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property

from retrieval.language import wordlists
from retrieval.language.companions import companions_of
from retrieval.language.endings import is_ending, strippings
from retrieval.language.folding import fold, other_keys
from retrieval.language.harmony import VOWELS, harmony
from retrieval.language.inflection import is_surname
from retrieval.language.letters import clean
from retrieval.language.romans import in_figures
from retrieval.language.slips import is_slip, undone
from retrieval.language.spelling import Speller, one_slip
from retrieval.language.stemming import MOST_REMEMBERED, Stemmer, known_words, shipped_support

_LONGEST_ABBREVIATION = 5  # letters; longer words in capitals are headlines
_SHORTEST_STEM = 3  # letters; shorter stems fit too many keys
_NEAR = 5  # letters; shorter words have too many neighbours at the distance of one letter
_LONGEST_WORD = 30  # letters of a word with a slip that is looked for
_LONG_NAME = 7  # letters from which a slip in a name, or in a stem before an ending, may be mended
_EITHER_HARMONY = ("ев", "ёв", "ов", "ин")  # «Қонаевта», «Қонаевте»: such names are heard and written either way
_COMMON = 5  # occurrences among the news words that make a spelling trustworthy
_VOICED = {"к": "г", "қ": "ғ", "п": "б"}  # before a vowel: мектеп, мектебі
_UNDERGONE = re.compile(r"(.{3,}[^аәеоөуүұыі])[ыі](?:л|н)(?:[дт][ыі]|ған|ген|ып|іп|ады|еді|атын|етін)")
_HABITUAL = re.compile(r"(\w+[аейи])т[ыі]н(?:ы|і|дар|дер)?\w{0,5}")  # «басқаратын», «төлейтіндер»
# «тоқыды», «жыртты», «өлшеген»; «айналысды» lost a letter: after с it is -ты
_PAST = re.compile(r"(?:(\w{2,}[пткқсшщ])(?:т[ыі]|қан|кен)|(\w{2,}?[^пткқсшщ])(?:д[ыі]|ған|ген))")
_DERIVED = re.compile(r"(\w{4,}?)(?:[лдт][ыі][қк]?|с[ыі]з|ш[ыі])")  # «жаңбырлы», «құрамсыз»
_KAZAKH_LETTER = re.compile("[әіңғүұқөһӘІҢҒҮҰҚӨҺ]")
_LATIN_LETTER = re.compile("[A-Za-z]")
# A typed word is taken for a misspelt one if a word of the same key is this many times commoner.
_MUCH_COMMONER = 20


class Orthography:
    """The spelling of one index: its own words first, then the common ones."""

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        stemmer: Stemmer,
        key: Callable[[str], str],
        pairs: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Take the words of the index with their counts, its stemmer and keys, and the neighbours in its names."""
        self._pairs = frozenset(pairs)
        self._key = key
        self._stemmer = stemmer
        self._shapes = _commonest_shapes(vocabulary)
        self._counts: Counter[str] = Counter()
        for word, count in vocabulary.items():
            self._counts[word.lower()] += count
        self._stem_shapes = _stem_shapes(self._shapes, stemmer)
        self._question_words = wordlists.words("question_words.txt")
        self._common = self._question_words | wordlists.words("function_words.txt")
        self._forms: dict[tuple[str, bool], str | None] = {}

    def prepare(self) -> None:
        """Make the tables now, not when the first unknown word is asked (it takes a second)."""
        _ = self._by_key, self._stem_by_key, self._speller, self._stem_speller, self._companions

    def repair(self, text: str) -> str:
        """Return the question in the index's own spelling; marks, numbers and known words stay.

        >>> Orthography({"Қарғалы": 3, "мүше": 5}, Stemmer(), str).repair("Каргалы уйымында канша муше бар?")
        'Қарғалы ұйымында қанша мүше бар?'
        """
        cleaned = clean(text)
        plain = is_plain(cleaned)
        matches = list(re.finditer(r"(?:[^\W\d_]|['’ʼ`](?=[^\W\d_]))+", cleaned))
        words = [match[0] for match in matches]
        pieces, end = [], 0
        for at, match in enumerate(matches):
            ending = _is_hung_ending(cleaned, match.start(), match[0])
            kept = ending or in_figures(match[0])
            form = None if kept else self._form_among(words, at, plain)
            pieces += [cleaned[end : match.start()], form or match[0]]
            end = match.end()
        return "".join([*pieces, cleaned[end:]])

    def best_form(self, word: str, *, plain: bool = False) -> str | None:
        """Return the proper spelling of a typed word, or None if no known word is near.

        `plain` says that the whole text was typed without Kazakh letters, so that a word spelt right by
        chance gives way to a commoner word of the same key.
        """
        asked = (word, plain)
        if asked not in self._forms:
            if len(self._forms) >= MOST_REMEMBERED:
                self._forms.clear()
            self._forms[asked] = self._find_form(word.lower(), plain, word[0].isupper())
        form = self._forms[asked]
        return form and self._shaped(form, word)

    def search_form(self, word: str, *, plain: bool) -> str:
        """Return the spelling to search by: where no word is surely meant, the nearest one of all."""
        form = self.best_form(word, plain=plain) if word[0].isalpha() else word
        near = None if form else self._speller.correct(fold(word))
        return form or (self._by_key[near] if near else word)

    def knows(self, word: str) -> bool:
        """Whether a word as it is stands in the index (if only as a stem), or is a common, news or everyday word."""
        lowered = word.lower()
        if lowered in self._counts or lowered in self._stem_shapes:
            return True
        return lowered in self._common or lowered in known_words() or lowered in wordlists.words("proper_words.txt")

    def _shaped(self, form: str, typed: str) -> str:
        """Return the form with capitals as typed, or as in the index if it is a name of the index."""
        if typed.isupper() and len(typed) > 1:
            return form.upper()
        name = self._shapes.get(form, form)
        shown = name if form != typed.lower() and form not in known_words() else form
        return shown[0].upper() + shown[1:] if typed[0].isupper() else shown

    def _find_form(self, word: str, plain: bool, capital: bool) -> str | None:
        key = fold(word)
        same = self._by_key.get(key)
        if _LATIN_LETTER.search(word):
            return word if word in self._counts else self._by_reading(word, same) or self._nearest(word, capital)
        if self.knows(word):
            return same if same and self._gives_way(word, same, plain, capital) else word
        if capital and not same and _is_given_name(word):  # Марат is nobody's slip for Мұрат
            return word
        if plain:
            return same or self._inflected(key) or self._undone(word, capital) or self._nearest(word, capital)
        if self._has_known_stem(word):  # typed with Kazakh letters: trust the typist
            return word
        if same in self._counts or same in self._common:
            return same
        common = same if same and known_words().get(same, 0) >= _COMMON else None
        return self._undone(word, capital) or self._nearest(word, capital) or common

    def _by_reading(self, word: str, same: str | None) -> str | None:
        """Return the word that a Latin spelling stands for."""
        others = (self._by_key[key] for key in other_keys(word) if key in self._by_key)
        return same or next(others, None) or self._inflected(fold(word))

    def _gives_way(self, word: str, same: str, plain: bool, capital: bool) -> bool:
        if word == same or _KAZAKH_LETTER.search(word):
            return False
        if same in self._question_words and not capital:  # «ким» asks, whoever is called Ким
            return True
        factor = 1 if plain else _MUCH_COMMONER
        return self._weight(same) > factor * self._weight(word)

    def _has_known_stem(self, word: str) -> bool:
        """Whether a known stem with endings: «биологияның» is no slip, nor are «басқаратын», «жаңбырлы»."""
        if any(reading.endings and self.knows(reading.stem) for reading in strippings(word)):
            return True
        derived = _DERIVED.fullmatch(word)
        if derived and self.knows(derived[1]):
            return True
        undergone = _UNDERGONE.fullmatch(word)
        if undergone and self.knows(undergone[1] + "у"):  # «таратылды» is no slip for «тартылды»
            return True
        past = _PAST.fullmatch(word)
        root = re.sub("[ыі]$", "", past[1] or past[2]) if past else ""
        if root and self.knows(root + "у"):  # «тоқыды», of тоқу, is no slip for «тоқиды»
            return True
        does = _HABITUAL.fullmatch(word)  # басқара-тын, from басқара-ды or басқар-
        forms = (does[1], does[1][:-1], does[1] + "ды", does[1] + "ді") if does else ()
        return any(len(form) >= _SHORTEST_STEM and self.knows(form) for form in forms)

    def _inflected(self, key: str, shortest: int = _SHORTEST_STEM) -> str | None:
        """Return a word made of a known stem and an ending known by its key: «kalamizdyn»."""
        for cut in range(len(key), shortest - 1, -1):
            stem = self._stem_by_key.get(key[:cut])
            form = stem and self._with_ending(stem, key[cut:])
            if form:
                return form
        return None

    def _with_ending(self, stem: str, ending_key: str) -> str | None:
        """Return the stem with the commonest ending of that key and of the stem's harmony."""
        ending = _ending_by_key().get((ending_key, harmony(stem))) if ending_key else ""
        if ending is None and stem.endswith(_EITHER_HARMONY):
            ending = next(
                (each for vowels in ("back", "front") if (each := _ending_by_key().get((ending_key, vowels)))), None
            )
        if ending is None:
            return None
        shape = self._stem_shapes.get(stem, stem)
        if ending and ending[0] in VOWELS and stem[-1] in _VOICED:
            stem, shape = stem[:-1] + _VOICED[stem[-1]], shape[:-1] + _VOICED[stem[-1]]
        self._shapes.setdefault(stem + ending, shape + ending)
        return stem + ending

    def _form_among(self, words: Sequence[str], at: int, plain: bool) -> str | None:
        """The proper spelling of a word of a question, by the words beside it where it is a name with a slip."""
        form = self.best_form(words[at], plain=plain)
        if form and fold(form) == fold(words[at]):
            return form
        return self._beside(words, at) or (None if form and self._is_another(words, at, form) else form)

    def _is_another(self, words: Sequence[str], at: int, form: str) -> bool:
        """Whether a surname is near one of the index, but the name before it nobody's of that: «Мәншүк Маметова»."""
        typed, before = words[at], words[at - 1] if at else ""
        if not (is_surname(form.lower()) and typed[0].isupper() and before[:1].isupper()):
            return False
        others = self._companions.get(self._key(form.lower()), frozenset())
        return bool(others) and self._key(before.lower()) not in others and not is_slip(typed.lower(), form.lower())

    def _beside(self, words: Sequence[str], at: int) -> str | None:
        """The word of a name that a name's word with a slip stands for, seen by the word before or after it."""
        near = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
        keys = {key for word in near for key in self._companions.get(self._key(word.lower()), ())}
        for reading in strippings(words[at].lower()):
            stems = (self._stem_by_key[key] for key in sorted(keys) if key in self._stem_by_key)
            stem = next((each for each in stems if _slipped(reading.stem, each)), None)
            form = stem and self._with_ending(stem, fold(words[at][len(reading.stem) :]))
            if form:
                return self._shaped(form, words[at])
        return None

    @cached_property
    def _companions(self) -> Mapping[str, frozenset[str]]:
        return companions_of((self._key(one.lower()), self._key(other.lower())) for one, other in self._pairs)

    def _undone(self, word: str, name: bool) -> str | None:
        """The commonest known word that swapped or doubled letters were meant for; of a name one of the index."""
        if not _NEAR - 1 <= len(word) <= _LONGEST_WORD:
            return None
        keys = {fold(other) for other in undone(word)}
        forms = {form for key in keys if (form := self._by_key.get(key)) and not (name and form not in self._counts)}
        if forms:
            return max(forms, key=self._weight)
        inflected = (self._inflected(key, _NEAR) for key in sorted(keys))
        return next((form for form in inflected if form and self._stemmer.stem(form) in self._stem_shapes), None)

    def _nearest(self, word: str, name: bool) -> str | None:
        """Return the nearest word of the index: a sure slip, else one with the same first letter, a name a long one.

        Names of one letter's difference are mostly different names: Ақбала, Ақдала. The first letter is the one
        seldom mistyped: «ақталған» is no «сақталған»; only common words may lose it («өандай»).
        """
        key = fold(word)
        asking = None if name else _asking_speller().correct(key)
        if asking:
            return self._by_key[asking]
        found = self._speller.correct(key)
        meant = self._by_key[found] if found else ""
        if meant and is_slip(word, meant):
            return meant
        long = len(key) >= _NEAR and not (name and len(self._stemmer.stem(word)) < _LONG_NAME)
        if found and long and (found[0] == key[0] or (not name and meant in self._common)):
            return meant
        return self._nearest_stem(word, key, name)

    def _nearest_stem(self, word: str, key: str, name: bool) -> str | None:
        """The nearest stem of the index with the ending typed; a short one only for a sure slip."""
        for cut in range(len(key), _NEAR - 1, -1):
            found = self._stem_speller.correct(key[:cut]) if key[cut:] in _ending_keys() or cut == len(key) else None
            if not found:
                continue
            stem = self._stem_by_key[found]
            sure = len(word) == len(key) and is_slip(word[:cut], stem)
            if sure or (_LONG_NAME <= cut < len(key) and not (name and found[0] != key[0])):
                return self._with_ending(stem, key[cut:])
        return None

    def _weight(self, word: str) -> int:
        """Return how common a word is: in the index above all, then among the news words."""
        common = 50 if word in self._common else 0
        return 20 * self._counts.get(word, 0) + known_words().get(word, 0) + common

    @cached_property
    def _by_key(self) -> dict[str, str]:
        """Return for each key the commonest word that has it."""
        table: dict[str, str] = {}
        candidates = [*known_words(), *self._common, *self._counts]
        for word in candidates:
            if word[0].isalpha():
                key = fold(word)
                if key not in table or self._weight(word) > self._weight(table[key]):
                    table[key] = word
        asking = sorted(self._question_words, key=self._weight)
        return table | {fold(word): word for word in asking}  # «kim» asks, however often the index has киім

    @cached_property
    def _stem_by_key(self) -> dict[str, str]:
        """Return for each key the stem that has it: of the index first, then the best supported one."""
        table: dict[str, str] = {}
        shipped = sorted(shipped_support().items(), key=lambda row: -row[1])
        for stem in (*self._stem_shapes, *(stem for stem, _ in shipped if stem in known_words())):
            if len(stem) >= _SHORTEST_STEM and self._stemmer.stem(stem) == stem:
                voiced = stem[:-1] + _VOICED.get(stem[-1], stem[-1])
                table.setdefault(fold(stem), stem)
                table.setdefault(fold(voiced), stem)
        return table

    @cached_property
    def _speller(self) -> Speller:
        """Return a speller of the index's and the common words' keys: only what can be found is offered."""
        counts: Counter[str] = Counter()
        for word in (*self._counts, *self._common):
            if word[0].isalpha():
                counts[fold(word)] += self._weight(word)
        return Speller(counts)

    @cached_property
    def _stem_speller(self) -> Speller:
        """Return a speller of the index's stems: for slips in forms that the index does not have."""
        keys = ((fold(stem), stem) for stem in self._stem_shapes)
        return Speller({key: self._stemmer.support(stem) for key, stem in keys if key in self._stem_by_key})


@cache
def _asking_speller() -> Speller:
    """A speller of the words that ask: «қанра» is қанша, whatever else is near; of two the one listed first."""
    listed = (word for line in wordlists.lines("question_words.txt") for word in line.split())
    return Speller({fold(word): 1 for word in listed if len(word) >= _NEAR})


def _is_given_name(word: str) -> bool:
    return any(reading.stem in wordlists.words("given_names.txt") for reading in strippings(word))


def _slipped(typed: str, meant: str) -> bool:
    near = one_slip(typed, meant) or one_slip(fold(typed), fold(meant))
    return near and (fold(typed)[0] == fold(meant)[0] or is_slip(typed, meant))


@cache
def _ending_by_key() -> dict[tuple[str, str], str]:
    """Return the commonest ending for each folded ending and harmony of the stem before it."""
    table: dict[tuple[str, str], str] = {}
    for ending, _ in wordlists.rows("ending_chains.tsv"):
        for vowels in ("back", "front") if ending in {"мен", "бен", "пен"} else (harmony(ending),):
            table.setdefault((fold(ending), vowels), ending)
    return table


@cache
def _ending_keys() -> frozenset[str]:
    return frozenset(key for key, _ in _ending_by_key())


def _is_hung_ending(text: str, start: int, word: str) -> bool:
    """«ҰБТ-дан», «76-ға»: an ending after a hyphen is no word to be put right."""
    return text[start - 1 : start] in {"-", "‑"} and is_ending(word.lower())


def is_plain(text: str) -> bool:
    """Whether a text of some length has no Kazakh letter: typed on a Russian or Latin keyboard."""
    return _KAZAKH_LETTER.search(text) is None


def _stem_shapes(shapes: Mapping[str, str], stemmer: Stemmer) -> dict[str, str]:
    """Return stem -> its shape in the index: «досқалиев» Досқалиев, from «Досқалиевтың»."""
    table: dict[str, str] = {}
    for word, shape in shapes.items():
        stem = stemmer.stem(word) if word[0].isalpha() else ""
        if len(stem) >= _SHORTEST_STEM and word.startswith(stem):
            table.setdefault(stem, shape[: len(stem)])
    return table


def _commonest_shapes(vocabulary: Mapping[str, int]) -> dict[str, str]:
    """Return lower-case word -> its shape: a capital only if it is a name or always has one.

    A word seen once with a capital may merely open a sentence.
    """
    best: dict[str, str] = {}
    for word, count in sorted(vocabulary.items(), key=lambda row: (-row[1], row[0])):
        lowered = word.lower()
        headline = word.isupper() and len(word) > _LONGEST_ABBREVIATION
        trusted = not headline and (count > 1 or is_surname(lowered))
        if lowered not in best or word == lowered:
            best[lowered] = word if trusted else lowered
    return best
