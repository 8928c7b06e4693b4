"""How far a number of a sentence is what a question asks to count, pay or share."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, takewhile

from bot.answering.counting import SCALE
from bot.answering.lexicon import Lexicon, is_noun_ending, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.quantities import MONEY, SIZE, Quantity, case_in, is_measured_part
from bot.answering.question import Question
from bot.answering.readers.headcounts import (
    anybody_fit,
    are_doers,
    counts_doers,
    counts_those_who_did,
    is_one_sort,
    people,
    people_fit,
)
from bot.answering.readers.scope import NOT_SAME, OF_OTHERS, is_lacking
from retrieval.language.folding import fold
from retrieval.language.grammar import case_of, is_owned, is_plural
from retrieval.language.inflection import nominative

_AGE_ASKED = re.compile(r"жас(?:та|ында|қа|ынан)$")  # «неше жаста»; «неше жас [маман]» counts people
_AGE_TOLD = re.compile(r"жас(?:та|тағы|тан|қа|ар|ында|ынан|ын|ы)?$")
_SAME = 0.85  # likeness of a synonym
_PERCENTS = ("пайыз", "процент")
_SURELY_A_SUM = 1_000_000
_SHORTEST_TYPED = 3  # letters
_WHOLE = 4  # letters of a noun that stands whole in another form of it
_UNLIKE = 0.6  # likeness up to which two things of a class are not the same
_REACHED = frozenset({"нешеге", "қаншаға"})
_MEASURED = re.compile(r"(жыл|ай|күн|апта|сағат|минут|пайыз)[лдт][ыі][қк]")
_OF_EACH = frozenset({"dative", "locative", "ablative"})
_LONGEST_LABEL = 3  # words
_REACH = 4  # words before a number in which «бұл көрсеткіш» may stand


def value_fit(
    question: Question, sentence: Sentence, quantity: Quantity, previous: tuple[Word, ...], lexicon: Lexicon
) -> float:
    """How far the quantity is of the kind, noun or property the question asks for."""
    if _lacks_measure(question, quantity):
        return 0.0
    if question.type == "money":
        other = OF_OTHERS if _pays_another(question, quantity, lexicon) else 1.0
        return other * _money_fit(question, sentence, quantity, lexicon)
    if question.type == "percent":
        fraction = 0.5 if any(word.lower.startswith(_PERCENTS) for word in question.words) else 0.8
        return 1.0 if quantity.measure == "percent" else (fraction if quantity.number.kind == "fraction" else 0.0)
    if quantity.measure == "percent" or quantity.number.kind == "fraction":
        return 0.0
    if _asks_age(question):
        return float(_tells_age(quantity))
    if quantity.measure == "size":
        return _size_fit(question, quantity, lexicon)
    return _count_fit(question, sentence, quantity, previous, lexicon)


def _lacks_measure(question: Question, quantity: Quantity) -> bool:
    """«неше жылдық несие» asks for years: «6,9 млн теңге … несие» tells none."""
    asked = _measures_asked(question)
    told = quantity.measure == "percent" and "пайыз" in asked
    around = (*quantity.unit, *quantity.head)
    return bool(asked) and not told and not any(word.lower.startswith(asked) for word in around)


@lru_cache(maxsize=64)
def _measures_asked(question: Question) -> tuple[str, ...]:
    return tuple(match[1] for word in question.focus[:-1] if (match := _MEASURED.fullmatch(word.lower)))


def _is_age_of_elders(sentence: Sentence, quantity: Quantity) -> bool:
    """«алпыстан асқан [қария]», «жасы сексеннен асқандар»: how old they are, not how many."""
    words, at = sentence.words, sentence.word_at(quantity.number.stop - 1)
    if quantity.unit or quantity.head or not _past_it(words[at + 1 : at + 2]):
        return False
    old = any(word.lower.startswith(word_row("words.toml", "elders")) for word in words[at + 2 : at + 3])
    first = sentence.word_at(quantity.number.start)
    return old or any(word.lower.startswith("жас") for word in words[max(0, first - 1) : first])


def _bounds_age(quantity: Quantity) -> bool:
    """«14 пен 35 [жас аралығындағы] тұрғын»."""
    return [word.lower[:7] for word in quantity.head[:2]] == ["жас", "аралығы"]


def _past_it(words: tuple[Word, ...]) -> bool:
    return any(word.lower.startswith(("асқан", "асып")) for word in words)


def _tells_age(quantity: Quantity) -> bool:
    """«43 жаста», «он жасар ұл»; «он екісі – жас маман» tells none."""
    around = (*quantity.unit, *quantity.head)
    bare = len(around) > 1 and around[0].lower == "жас"
    return bool(around) and not quantity.partitive and not bare and bool(_AGE_TOLD.match(around[0].lower))


def of_what_was_reached(question: Question, sentence: Sentence, quantity: Quantity) -> float:
    """1.0 unless what something came to is asked for: «нешеге дейін азайды» of «1 120-дан 870-ке дейін»."""
    follows = [word.lower for word in question.words[question.stop : question.stop + 2]]
    changed = any(word == "дейін" or word.startswith(word_row("words.toml", "changes")) for word in follows)
    if not changed or all(word.lower not in _REACHED for word in question.words):
        return 1.0
    reached = quantity.bound == "дейін" or quantity.turn == "to" or case_in(sentence, quantity) == "dative"
    return 1.0 if reached or quantity.unit or quantity.head else NOT_SAME


def _size_fit(question: Question, quantity: Quantity, lexicon: Lexicon) -> float:
    """«24 пәтерлік үй» answers «неше пәтерлік», «неше пәтер»; «неше үй» it does not."""
    base = SIZE.sub("", quantity.unit[-1].lower)
    if not any(word.lower.startswith(base) for word in question.focus):
        return 0.0
    whole = question.words[question.start - 1] if question.start else None
    if is_owned(question.focus[-1].text) and whole and any(same(whole, word, lexicon) for word in quantity.head[-1:]):
        return 0.5  # «жолдың неше шақырымы жөнделді»: «28 шақырымдық жол» tells of the whole road
    of_it = any(lexicon.likeness(word.key, other.key) >= _SAME for word in question.words for other in quantity.head)
    return 1.0 if of_it else 0.6


@lru_cache(maxsize=64)
def _asks_age(question: Question) -> bool:
    return any(_AGE_ASKED.match(word.lower) for word in question.words[question.stop : question.stop + 1])


def _money_fit(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    if quantity.measure != "money":
        scaled = (
            quantity.measure == "count" and SCALE.search(quantity.number.text.lower()) and not _counts_things(quantity)
        )
        spoken = _speaks_of_money(sentence) or (quantity.partitive and sentence.leans_back)
        return (0.8 if quantity.partitive else 0.7) if scaled and spoken else 0.0
    if _of_other_property(question, quantity, lexicon):
        return OF_OTHERS
    if question.focus and quantity.owner:
        owned = max(lexicon.likeness(question.focus[-1].key, word.key) for word in quantity.owner[-1:])
        return 1.0 if owned else 0.9
    return 0.95


def _of_other_property(question: Question, quantity: Quantity, lexicon: Lexicon) -> bool:
    """«Жобаның құны – 740 млн теңге» for «интернеттің ақысы қанша»: other both by thing and by what it pays."""
    focus, owner = question.focus, quantity.owner
    if not focus or not owner or not is_owned(focus[-1].text) or lexicon.likeness(focus[-1].key, owner[-1].key) > 0:
        return False
    if not owner[-1].lower.startswith((*word_row("words.toml", "prices"), *word_row("words.toml", "money_nouns"))):
        return False
    asked = [word for word in question.words if word.stop <= focus[-1].start and case_of(word.text) == "genitive"]
    told = [word for word in owner[:-1] if case_of(word.text) == "genitive"]
    return bool(asked and told) and not any(lexicon.likeness(a.key, b.key) > _UNLIKE for a in asked for b in told)


def _pays_another(question: Question, quantity: Quantity, lexicon: Lexicon) -> bool:
    """«850 мың теңге пара алған» for «қанша айыппұл салынды», «2 млн теңге несие» for «қанша грант»."""
    payments = word_row("words.toml", "payments")
    asked = next((word for word in question.focus if word.lower.startswith(payments)), None)
    told = quantity.head[0] if quantity.measure == "money" and quantity.head else None
    if asked is None or told is None or not told.lower.startswith(payments):
        return False
    return lexicon.likeness(asked.key, told.key) <= _UNLIKE


def _counts_things(quantity: Quantity) -> bool:
    """«31 мың айыппұл» are so many fines, «5 миллион сыйақы» is a sum."""
    return bool(quantity.head[1:]) or (bool(quantity.head) and quantity.number.value < _SURELY_A_SUM)


@lru_cache(maxsize=8192)
def _speaks_of_money(sentence: Sentence) -> bool:
    nouns = (*MONEY, *word_row("words.toml", "money_nouns"))
    return any(word.lower.startswith(nouns) for word in sentence.words)


def _count_fit(
    question: Question, sentence: Sentence, quantity: Quantity, previous: tuple[Word, ...], lexicon: Lexicon
) -> float:
    if quantity.measure == "money":
        return OF_OTHERS if _pays_another(question, quantity, lexicon) else _sum_fit(question)
    focus = _counted_nouns(question)
    if not focus or (question.asked.startswith("нешеу") and focus[-1].lower.startswith(("қаза", "мерт"))):
        return 0.9 * people_fit(quantity, lexicon) or 0.4
    if focus[-1].lower.startswith("уақыт"):
        return _time_fit(quantity)
    if _is_age_of_elders(sentence, quantity) or _bounds_age(quantity):
        return 0.0
    if _is_measure(sentence, quantity):
        return OF_OTHERS
    if focus[-1].lower == "рет" and quantity.measure == "count":
        return _times_fit(question, quantity, lexicon)
    if are_doers(focus[-1].lower):
        partly = quantity.partitive and (asks_part(question) or bool(people(quantity.whole, lexicon)))
        return 0.8 if partly else (people_fit(quantity, lexicon) or 0.9 * counts_doers(sentence, quantity))
    if _lost_letter(focus[-1].lower, quantity):
        return 0.8  # «неше адм»
    if (people_fit(quantity, lexicon) or is_place(quantity)) and is_lacking(question.words):
        return 0.8  # «неше дәрігер жетіспейді»: «8 маман жетіспейді», «екі орын бос»
    best = (
        _noun_fit(focus, question, sentence, quantity, previous, lexicon)
        or _property_fit(question, sentence, quantity, lexicon)
        or anybody_fit(question, sentence, quantity, lexicon)
        or counts_those_who_did(question, sentence, quantity, lexicon)
    )
    if _is_given_part(focus[-1], quantity) or is_one_sort(focus[-1], sentence, quantity):
        best *= OF_OTHERS
    if not best and len(focus) > 1 and case_of(focus[-1].text) != "nominative":  # «неше оқушы [үйінен] әкеледі»
        best = 0.9 * _noun_fit(focus[:-1], question, sentence, quantity, previous, lexicon)
    return best


@lru_cache(maxsize=64)
def _counted_nouns(question: Question) -> tuple[Word, ...]:
    return tuple(word for word in question.focus if word.lower not in word_set("words.toml", "stop"))


def _is_measure(sentence: Sentence, quantity: Quantity) -> bool:
    """«[Бір үйге] газ кіргізу 480 мың теңгеге түседі», «бір топта 12 бала бар»: so much for each of them."""
    noun = quantity.head[-1:]
    if quantity.number.text.lower() != "бір" or not noun or case_of(noun[0].text) not in _OF_EACH:
        return False
    after = takewhile(lambda word: not word.gap.strip('«"'), sentence.words[sentence.word_at(noun[0].start) + 1 :])
    starts = {number.start for number in sentence.numbers if number.kind != "ordinal"}
    return any(word.start in starts for word in after)


def _is_given_part(asked: Word, quantity: Quantity) -> bool:
    """«жинақтың 60 данасын тарту етті» for «неше данамен басылды»: some of them, not how many there are."""
    if case_of(asked.text) != "instrumental":
        return False
    told = (*quantity.unit[-1:], *quantity.head[-1:])[:1]
    return any(is_owned(word.text) and case_of(word.text) == "accusative" for word in told)


def _sum_fit(question: Question) -> float:
    """How far a sum answers who counts: «қанша несие берілді» asks for it, «неше несие» for the number of loans."""
    asked = question.focus[-1].lower if question.focus else ""
    if not asked.startswith(word_row("words.toml", "money_nouns")):
        return 0.0
    counted = question.asked.startswith("неше") and not asked.startswith(word_row("words.toml", "money_masses"))
    return OF_OTHERS if counted else 0.9


def _time_fit(quantity: Quantity) -> float:
    """«қанша уақыт»: «бір жыл», «40 минут»; «үш айдан кейін» is no length."""
    lasts = quantity.unit and quantity.unit[-1].lower.startswith(word_row("words.toml", "lengths_of_time"))
    return 0.9 if lasts and case_of(quantity.unit[-1].text) != "ablative" else 0.0


def _property_fit(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    """«Түсім қанша болды?» – «түсім гектарына 14 центнерден айналды»: so much of what stands shortly before."""
    last = question.focus[-1]
    if quantity.measure != "unit" or last.start > question.words[question.start].start:
        return 0.0
    before = sentence.words[: sentence.word_at(quantity.start)][-_REACH:]
    named = (word for word in before if case_of(word.text) == "nominative")
    return 0.8 if any(same(last, word, lexicon) >= _SAME for word in named) else 0.0


def _times_fit(question: Question, quantity: Quantity, lexicon: Lexicon) -> float:
    """«неше рет отырыс өткізді», «неше рет жиналды»: «бес отырыс» happened as many times."""
    held = max((lexicon.likeness(a.key, b.key) for a in question.words for b in quantity.head), default=0.0)
    if held >= _SAME:
        return 0.85
    gathers = any(word.lower.startswith(word_row("words.toml", "gathers")) for word in question.words)
    met = any(word.lower.startswith(word_row("words.toml", "gatherings")) for word in quantity.head)
    return 0.8 if gathers and met else 0.0


def _lost_letter(asked: str, quantity: Quantity) -> bool:
    """Whether a short noun asked for is the counted one with a letter left out inside: «адм», «іс-шра»."""
    told = nominative(quantity.head[0].lower) if quantity.head else ""
    if len(told) != len(asked) + 1 or len(asked) < _SHORTEST_TYPED or told[0] != asked[0] or told[-1] != asked[-1]:
        return False
    return any(told[:at] + told[at + 1 :] == asked for at in range(1, len(told) - 1))


def is_place(quantity: Quantity) -> bool:
    """«екі орын бос»: so many are wanting."""
    return any(word.lower.startswith("оры") for word in (*quantity.unit, *quantity.head))


def _noun_fit(
    focus: tuple[Word, ...],
    question: Question,
    sentence: Sentence,
    quantity: Quantity,
    previous: tuple[Word, ...],
    lexicon: Lexicon,
) -> float:
    """How far the number counts what a noun phrase of the question names."""
    around = [*quantity.unit, *quantity.head]
    head, modifiers = focus[-1], focus[:-1]
    best = 0.0
    for place, word in enumerate(reversed(around)):
        own = place == 0 or word in quantity.unit
        best = max(best, same(head, word, lexicon) * (1.0 if own else 0.75 if is_owned(around[-1].text) else 0.95))
    # "қанша қола медаль": «Қола – 8», «Қола: 2024 жыл – 8»
    label = around[-1:] or [*quantity.owner[-1:], *(_row_label(sentence) if modifiers else ())]
    labelled = max((same(focus[0], other, lexicon) for other in label), default=0.0)
    if labelled:  # «жеті медаль: екі алтын, төрт қола»
        of_kind = is_item(sentence, quantity) and any(same(head, word, lexicon) >= _SAME for word in previous)
        best = max(best, (1.0 if of_kind else 0.8) * labelled)
    its_own = quantity.measure != "unit"  # «[автобустың] жасы – 13 жыл» counts no buses
    owner = [word for word in quantity.owner if its_own or case_of(word.text) != "genitive"]
    owner = owner[-1:] if around and its_own else owner  # «[әжелер] ансамблі төрт байқауға қатысты»
    owned = max((same(head, word, lexicon) for word in owner), default=0.0)
    if around and owned < _SAME:
        owned = 0.0  # «музейі қырық жылдығын атап өтті»: akin to what is asked, but the number counts something else
    if quantity.owner and quantity.owner[-1].lower.startswith("сан"):
        near = [same(word, other, lexicon) for word in focus for other in quantity.owner[:-1]]
        owned = max(near, default=0.0) if quantity.measure != "unit" else 0.0  # «саны екі аптада 35-ке түсті»
        if not owned and all(word.lower in word_set("words.toml", "anaphors") for word in quantity.owner[:-1]):
            owned = 0.85 * _counted_before(sentence, quantity, head, lexicon)  # «олардың саны 870-ке дейін»
    doers = 0.9 * counts_doers(sentence, quantity) if people(head, lexicon) >= _SAME else 0.0
    best = max(best, owned, doers)
    part_asked = asks_part(question)
    told_part = quantity.partitive or quantity.doing
    if part_asked and not told_part:
        best *= 0.6
    if told_part and part_asked:
        best = max(best, 0.6)
    part = told_part or is_measured_part(sentence, quantity) or _is_so_much_of_it(quantity)
    of_them = part and (not quantity.head or _tells_of(list(quantity.head), question, lexicon))
    if of_them and quantity.whole:
        best = max(best, same(head, quantity.whole, lexicon))
    if of_them or _is_of_pieces(quantity) or _is_of_what_was_told(sentence, quantity):
        carried = max((same(head, word, lexicon) for word in previous), default=0.0)
        best = max(best, 0.95 * carried)
    if not around and not quantity.owner and not best:
        best = 0.85 * _counted_before(sentence, quantity, head, lexicon)
    if quantity.partitive and not part_asked and _is_unasked_sort(quantity, question, lexicon):
        best *= NOT_SAME
    if modifiers and best:
        held = sum(max((lexicon.likeness(word.key, other.key) for other in around), default=0.0) for word in modifiers)
        best *= 0.85 + 0.15 * held / len(modifiers)
    return best


def _is_unasked_sort(quantity: Quantity, question: Question, lexicon: Lexicon) -> bool:
    """«тұрғандардың 1 190-ы – [көпбалалы] отбасы» for «неше отбасы тұр»: some of them, of a sort not asked for."""
    sort = quantity.head[0] if len(quantity.head) > 1 else None
    return sort is not None and not any(lexicon.likeness(word.key, sort.key) for word in question.words)


def same(asked: Word, told: Word, lexicon: Lexicon) -> float:
    """How far a noun counts what another asks for; «кітапхана» counts no «кітап», «бала» no «балабақша»."""
    cases = word_row("words.toml", "occurrences")
    if asked.lower.startswith(cases) and told.lower.startswith(cases):
        return 1.0
    near = lexicon.likeness(asked.key, told.key)
    if not near and len(asked.lower) >= _WHOLE and told.lower.startswith(asked.lower):
        return float(is_noun_ending(fold(told.lower).removeprefix(fold(asked.lower))))  # «елік», «еліктің»
    if near in {0.0, 1.0}:
        return near
    made = _is_made_of(told.lower, fold(asked.lower)) or _is_made_of(asked.lower, told.key)
    return 0.0 if made else near


def _is_made_of(word: str, stem: str) -> bool:
    """«балабақша» of «бала», «жылқы» of «жыл»."""
    whole = fold(word)
    rest = whole.removeprefix(stem)
    return rest != whole and rest.startswith(tuple(fold(ending) for ending in word_set("words.toml", "made_of")))


def _is_so_much_of_it(quantity: Quantity) -> bool:
    """«18 мың тонна көмір қажет, қазірге дейін [12,5 мың тоннасы] жеткізілді»: of what was measured before."""
    return quantity.measure == "unit" and not quantity.head and is_owned(quantity.unit[-1].text)


def _tells_of(part: list[Word], question: Question, lexicon: Lexicon) -> bool:
    """Whether the question holds what a part is said to be: «41-і – биде» of «би үйірмесіне неше бала қатысады»."""
    own = [word for word in part if case_of(word.text) != "genitive"]  # «– Сарықамыстың тұрғындары»: tells of тұрғын
    return any(lexicon.likeness(asked.key, word.key) >= _SAME for asked in question.words for word in own)


def is_item(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is told as one of several that make up what was counted: after a colon, or «соның бесеуі»."""
    return quantity.partitive or _colon(sentence) <= sentence.word_at(quantity.start)


def _row_label(sentence: Sentence) -> tuple[Word, ...]:
    """The heading of a table's row: «[Қылмыстық]: 2024 жыл – 561; 2025 жыл – 518»."""
    at = _colon(sentence)
    return sentence.words[at - 1 : at] if at <= _LONGEST_LABEL else ()


@lru_cache(maxsize=8192)
def _colon(sentence: Sentence) -> int:
    """Index of the first word behind a colon; more than any where there is none."""
    words = sentence.words
    return next((at for at in range(1, len(words)) if ":" in words[at].gap), len(words) + 1)


def _counted_before(sentence: Sentence, quantity: Quantity, head: Word, lexicon: Lexicon) -> float:
    """«жастардың саны өткен жылы 183 болса, биыл 76-ға дейін»: bare numbers of what the sentence counts."""
    words = sentence.words[: sentence.word_at(quantity.start)]
    for before, word in pairwise(words):
        if word.lower in word_set("words.toml", "amounts") and before.lower not in word_set("words.toml", "anaphors"):
            return max(lexicon.likeness(head.key, before.key), lexicon.likeness(head.key, word.key))
    subjects = [word for word in words if case_of(word.text) == "nominative" and is_plural(word.text)]
    return 0.8 * max((lexicon.likeness(head.key, word.key) for word in subjects), default=0.0)


def _is_of_pieces(quantity: Quantity) -> bool:
    """«Былтыр дүкендерге 71 миллион дана жөнелтілген»: so many of what was counted before."""
    return not quantity.head and any(word.lower.startswith(word_row("words.toml", "pieces")) for word in quantity.unit)


def _is_of_what_was_told(sentence: Sentence, quantity: Quantity) -> bool:
    """«былтыр бұл көрсеткіш 95 болған», «бұл сан былтыр 54 еді»: the number counts what was counted before."""
    if quantity.head or quantity.unit or quantity.measure != "count":
        return False
    words = sentence.words[: sentence.word_at(quantity.start)][-_REACH:]
    return any(
        this.lower in word_set("words.toml", "anaphors") and other.lower.startswith(word_row("words.toml", "figures"))
        for this, other in pairwise(words)
    )


def asks_part(question: Question) -> bool:
    """ "арыздардың нешеуі", "талдың қаншасы": some of a whole."""
    return question.asked.startswith(("нешеуі", "қаншас", "қаншауы"))


