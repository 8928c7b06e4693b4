"""Of how many a number is told: of one or of all together, of those that did or of the rest that did not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answering.classes import goods_of
from bot.answering.lexicon import Lexicon, phrases_in, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.quantities import Quantity, quantities
from bot.answering.question import Question
from bot.answering.readers.stretches import Span, Stretch
from bot.answering.readers.yesno import is_negative
from retrieval.language.grammar import case_of, is_finite, is_owned, is_verbal
from retrieval.language.numerals import find_numbers

OF_OTHERS = 0.3  # what is left of a fit where all are asked for and one is told, or one and all
NOT_SAME = 0.6  # where what is done is asked for and told is the rest, or the other way round
OF_WANTING = 0.45  # where those that are wanting are asked for and told are those that are there
_SAME = 0.85  # likeness of a synonym
_ALIKE = 0.6  # likeness from which two may be the same
_FORBIDS = "тыйым"
_NO = frozenset({"жоқ", "емес"})
_THERE_IS = "бар"
_SURELY_OTHER = 2  # words of the question that the rest in the next sentence must hold
_SEVERAL = 2
_BEFORE = 3  # words before a number that may say «қалған»
_AGREES = ("келісім", "келіссөз")  # no «келі»
_UP_TO = frozenset({"дейін", "ең көбі", "ең көп дегенде", "көп дегенде", "әрі кеткенде", "әрі кетсе"})
_MOST = 3  # words before «қанша»: «ең көп дегенде»
_FUTURE = re.compile(r".+(?:[аеәй][дт][ыі]|[мбп][ае][кқ])$")


def of_as_many(
    question: Question, sentence: Sentence, before: Sentence | None, own: Sequence[Span], lexicon: Lexicon
) -> float:
    """1.0 unless one thing's sum is asked for and that of all is told, or the other way round.

    «Бір трактор қанша тұрады?» – «Төрт трактор келді. Барлығына 210 млн теңге кетті»: nobody told of one.
    """
    told = [word for start, stop in own for word in sentence.within(start, stop)]
    one = _one_asked(question)
    if one is not None:
        if _begins(told, "all_together"):
            return OF_OTHERS
        several = any(_counts_several(each, one, lexicon) for each in (before, sentence) if each)
        return OF_OTHERS if several and not _is_of_one(told) else 1.0
    return OF_OTHERS if _begins(question.words, "all_together") and _begins(told, "each") else 1.0


def of_same_deal(question: Question, sentence: Sentence, own: Sequence[Span]) -> float:
    """1.0 unless a price is asked for and told is a prize: «көліктің құны қанша?» – «500 мың теңге ұтып алды»."""
    if not (_begins(question.words, "prices") or question.words[-1].lower.startswith("тұр")):
        return 1.0
    told = [word for start, stop in own for word in sentence.within(start, stop)]
    if _begins(told, "prices") or any(word.lower.startswith("тұр") for word in told):
        return 1.0
    held = {word.key for word in told} & {word.key for word in question.words if not is_verbal(word.text)}
    return 1.0 if held or not _begins(told, "given") else OF_OTHERS


def of_same_measure(question: Question, sentence: Sentence, before: Sentence | None) -> float:
    """1.0 unless the price of one measure is asked for and none is told: «балықтың [келісі]» – «он жұмыртқа 460»."""
    rows = [row.split() for row in word_row("words.toml", "measures_sold")]
    asked = [tuple(row) for row in rows for word in question.words if _is_measure_of(word, tuple(row))]
    near = [*sentence.words, *(before.words if before is not None else ())]
    return 1.0 if all(any(_is_measure_of(word, row) for word in near) for row in asked) else OF_OTHERS


def _is_measure_of(word: Word, stems: tuple[str, ...]) -> bool:
    """«келісі», «литрін», «тонна»."""
    idle = word.quoted or is_verbal(word.text) or word.lower.startswith(_AGREES)
    return word.lower.startswith(stems) and not idle


def _one_asked(question: Question) -> Word | None:
    """The thing of which one is meant: «бір [трактор] қанша тұрады», «әр [бала]»."""
    rows = zip(question.words, question.words[1:], strict=False)
    return next((noun for one, noun in rows if one.lower in word_set("words.toml", "one")), None)


def _is_of_one(words: Sequence[Word]) -> bool:
    """«әрқайсысы», «бір вагон», «литріне», «басына»: the measure of one."""
    measures = word_row("words.toml", "measures_of_one")
    one = any(word.lower in word_set("words.toml", "one") for word in words)
    return (
        one or _begins(words, "each") or any(word.lower.startswith(measures) and is_owned(word.text) for word in words)
    )


def _counts_several(sentence: Sentence, noun: Word, lexicon: Lexicon) -> bool:
    """«жеті вагон»: more than one of the asked things."""
    return any(
        each.measure == "count"
        and each.number.value > 1
        and each.head
        and lexicon.likeness(noun.key, each.head[-1].key) >= _SAME
        for each in quantities(sentence, lexicon)
    )


def of_same_part(
    question: Question, sentence: Sentence, quantity: Quantity, own: Sequence[Span], lexicon: Lexicon
) -> float:
    """1.0 unless those that did are asked for and told is the rest, those that did not, those wanting; or the reverse.

    «320 үйдің 275-і газға қосылды, қалған 45 үй келесі айда қосылады»: 45 are not connected yet.
    """
    asked, at = question.words[question.stop :], sentence.word_at(quantity.start)
    told = [word for _, stop in own for word in sentence.within(quantity.stop, stop)]
    lack_asked, lack = is_lacking(question.words), is_lacking(told)
    if lack_asked or lack:
        return 1.0 if lack_asked == lack else OF_OTHERS if _begins(question.words, "wanting") else OF_WANTING
    rest_asked, rest = _tells_rest(question.words, question.stop), _tells_rest(sentence.words, at)
    asked_no, told_no = is_denial(question.words), is_denial(first_deed(told))
    if asked_no != told_no and not (asked_no and rest):
        done = [word.key for word in told if is_verbal(word.text) and not is_negative((word,))]
        return OF_OTHERS if asked_no and asked and _held(asked[-1].key, done, lexicon) else NOT_SAME
    if rest_asked and not rest:
        return NOT_SAME
    later = rest and _is_to_come(told)
    return NOT_SAME if later and not (asked_no or rest_asked or _is_to_come(asked)) else 1.0


def of_most(question: Question, sentence: Sentence, quantity: Quantity) -> float:
    """1.0 unless a limit is asked for and none is told: «ең көбі қанша несие беріледі» – «20 миллионға [дейін]»."""
    if not asks_limit(question):
        return 1.0
    behind = [word for word in sentence.words if word.start >= quantity.last][:1]
    return 1.0 if quantity.bound in _UP_TO or _begins(behind, "not_over") else OF_WANTING


def asks_limit(question: Question) -> bool:
    """«[ең көбі] қанша», «[ең көп дегенде] неше»."""
    near = [word.lower for word in question.words[max(0, question.start - _MOST) : question.start]]
    return any(one == "ең" and other.startswith(("көп", "көбі")) for one, other in pairwise(near))


def is_lacking(words: Sequence[Word]) -> bool:
    """Whether words tell that somebody or something is wanting."""
    return _begins(words, "lacking")


def is_denial(words: Sequence[Word]) -> bool:
    """Whether one of the words denies or forbids: «бара алмады», «егілген жоқ», «тыйым салынған»."""
    return any(
        (is_negative((word,)) and (is_verbal(word.text) or word.lower in _NO)) or word.lower.startswith(_FORBIDS)
        for word in words
    )


def first_deed(words: Sequence[Word]) -> Sequence[Word]:
    """A clause, given from its number on, up to its first verb: «[төрт қайығымыз болған], ол жетпей қалды»."""
    first = next((at for at, word in enumerate(words) if is_verbal(word.text)), len(words))
    last = first
    while last < len(words) and not (last > first and words[last].gap) and _is_of_verb(words[last]):
        last += 1
    return words[:last]


def _is_of_verb(word: Word) -> bool:
    return is_verbal(word.text) or word.lower in _NO


def _tells_rest(words: tuple[Word, ...], end: int) -> bool:
    """«[қалған] 45 үй», «хаттың [қалған] 16-сы»; «боранда қалған 63 адам» are not left over but caught."""
    return any(
        _begins(words[at : at + 1], "rest")
        and (not at or words[at].gap != "" or case_of(words[at - 1].text) == "genitive")
        for at in range(max(0, end - _BEFORE), min(end, len(words)))
    )


def _is_to_come(words: Sequence[Word]) -> bool:
    """«келесі айда қосылады», «берілмек»."""
    verbs = [word for word in words if is_verbal(word.text)]
    return bool(verbs) and bool(_FUTURE.match(verbs[-1].lower))


def _begins(words: Sequence[Word], kind: str) -> bool:
    """Whether one of the words is of a list of beginnings."""
    beginnings = word_row("words.toml", kind)
    return any((word.lower + " ").startswith(beginnings) for word in words)


def told_of_whole(
    question: Question, sentence: Sentence, quantity: Quantity, stretch: Stretch, lexicon: Lexicon
) -> bool:
    """«Әскерге шақырылған 210 жігіттің 14-і босатылды»: who was called up is told of the whole, before its number."""
    predicate = question.words[-1]
    after = [word for start, stop in stretch.own for word in sentence.within(max(start, quantity.start), stop)]
    if predicate.lower == _THERE_IS:  # «4 дүкеннің екеуі жабылды»: there are four
        kind = [word.key for word in question.focus[:-1]]  # «неше [екі бөлмелі] пәтер бар»
        verbs = [word.key for word in question.words[:-1] if is_verbal(word.text)] + _had(question) + kind
        did = any(_held(key, [word.key for word in after], lexicon) for key in verbs)
        return not did and all(word.lower != predicate.lower for word in after)
    if not (is_finite(predicate.text) or predicate.lower in word_set("words.toml", "last_verbs")):
        return False
    doing = quantity.owner[-1:] if quantity.doing else ()
    words = [word for start, stop in stretch.own for word in sentence.within(start, stop) if word not in doing]
    own = [word for word in words if is_verbal(word.text)]
    same = [word.start for word in own if lexicon.likeness(predicate.key, word.key) >= _SAME]
    return bool(same) and max(same) < quantity.start


def told_of_part(
    question: Question, sentence: Sentence, own: Sequence[Span], parts: Sequence[Sequence[Word]], lexicon: Lexicon
) -> float:
    """1.0 unless what was done is told of a part alone: «46 алаяқтық тіркелді, оның 18-і [ашылды]» of the 46."""
    verb = question.words[-1]
    if not (is_finite(verb.text) or verb.lower in word_set("words.toml", "last_verbs")):
        return 1.0
    told = [word for start, stop in own for word in sentence.within(start, stop)]
    here = [word.key for word in told if word.lower != _THERE_IS or verb.lower == _THERE_IS]  # «барды» is no «бар»
    deeds = ([*(word.key for word in words if is_verbal(word.text)), *phrases_in(words)] for words in parts)
    done = any(_held(verb.key, keys, lexicon) for keys in deeds) and not _held(verb.key, here, lexicon)
    return min(NOT_SAME if done else 1.0, _thing_told_of_part(question, here, parts, lexicon))


def _thing_told_of_part(
    question: Question, whole: Sequence[str], parts: Sequence[Sequence[Word]], lexicon: Lexicon
) -> float:
    """1.0 unless a thing asked about is told of a part alone.

    «1 200 гектарға бақша егілді. Оның 700 гектарын [қауын] алып жатыр» for «қанша гектарға қауын егілді».

    Not where another deed is told of that part: «300 адам келді, оның 40-ы мектеп бітірген» for «мектептен неше …».
    """
    verb = question.words[-1]
    idle = word_set("words.toml", "stop") | word_set("words.toml", "light")
    things = [
        word
        for word in question.words
        if not (word in question.focus or word.quoted or word.number or is_verbal(word.text))
        and not (word.capital and word is not question.words[0])
        and word.lower not in idle
    ]
    for words in parts:
        keys = [word.key for word in words if not word.capital]
        deeds = [word.key for word in words if is_verbal(word.text)]
        may = not deeds or _held(verb.key, deeds, lexicon) or not _held(verb.key, whole, lexicon)
        theirs = [word for word in things if _held(word.key, keys, lexicon)]
        if any(goods_of(word.lower) and _near(word, keys, lexicon) > _near(word, whole, lexicon) for word in theirs):
            return OF_WANTING  # also where the whole is «дән»
        if may and not all(_held(word.key, whole, lexicon) for word in theirs):
            return NOT_SAME
    return 1.0


def of_those_having(
    question: Question, sentence: Sentence, before: Sentence | None, own: Sequence[Span], lexicon: Lexicon
) -> float:
    """1.0 unless those that have something are asked for and nothing is told of it: «неше үйде [интернет] бар»."""
    told = [word.key for start, stop in own for word in sentence.within(start, stop)]
    told += [word.key for word in before.words] if before is not None and not _parts_in(sentence, lexicon) else []
    return 1.0 if all(_held(key, told, lexicon) for key in _had(question)) else OF_OTHERS


def _parts_in(sentence: Sentence, lexicon: Lexicon) -> bool:
    return any(quantity.partitive for quantity in quantities(sentence, lexicon))


def _had(question: Question) -> list[str]:
    """What is asked to be there: «неше үйде [интернет] бар», «қанша абонентінде [есептегіш] бар»."""
    if question.words[-1].lower != _THERE_IS or not question.focus:
        return []
    owner, thing = question.focus[-1], question.words[-2]
    follows = question.words[question.start].start < owner.start < thing.start
    return [thing.key] if follows and case_of(owner.text) == "locative" else []


def of_own_part(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    """1.0 unless nothing asked is told of just this one of several parts: «120-сы қазақ, 80-і орыс сыныбында оқиды»."""
    parts = [each for each in quantities(sentence, lexicon) if each.partitive]
    if not quantity.partitive or len(parts) < _SEVERAL:
        return 1.0
    starts = [each.start for each in quantities(sentence, lexicon)]
    told = {
        start: {word.key for word in sentence.within(start, stop) if word.start > start}
        for start, stop in zip(starts, [*starts[1:], sentence.stop], strict=True)
    }
    others = frozenset().union(*(told[each.start] for each in parts if each is not quantity))
    alone = tuple(told[quantity.start] - others)
    idle = word_set("words.toml", "stop") | word_set("words.toml", "light")
    asked = [word.key for word in question.words if word.lower not in idle or find_numbers(word.text)]
    return 1.0 if not alone or any(_held(key, alone, lexicon) for key in asked) else NOT_SAME


def of_same_owner(question: Question, quantity: Quantity, lexicon: Lexicon) -> float:
    """1.0 unless things of one are asked for and told are those of another: «бруцеллездің неше жағдайы» of rabies."""
    before = question.words[question.start - 1 : question.start] if question.start else ()
    told = quantity.whole
    if not before or case_of(before[0].text) != "genitive" or not question.focus or not quantity.head or told is None:
        return 1.0
    theirs = is_owned(question.focus[-1].text) and question.focus[-1].start > question.words[question.start].start
    if not theirs or told.lower in word_set("words.toml", "anaphors"):
        return 1.0
    owners = (told, *quantity.head[:-1])  # «өңірдің 150 бастауыш [ұйым] төрағасы»
    return 1.0 if any(lexicon.likeness(before[0].key, word.key) >= _ALIKE for word in owners) else OF_WANTING


def told_of_rest(
    question: Question,
    sentence: Sentence,
    quantity: Quantity,
    stretch: Stretch,
    after: Sentence | None,
    lexicon: Lexicon,
) -> float:
    """1.0 unless what is asked is told of a rest nobody counted: «60 пайызына бидай, қалғанына жүгері егілді».

    Who is named beside the number decides: «соның 750 мыңын Асан көтерді, қалғанын тұрғындар жинап берді» of Асан.
    """
    rests = [sentence.within(*span) for span in stretch.rivals]
    rests = [words for words in rests if _begins(words[:1], "rest")] + ([_rest_in(after)] if after else [])
    others = [word.key for words in rests for word in words]
    if not others:
        return 1.0
    least = 1 if any(_begins(sentence.within(*span)[:1], "rest") for span in stretch.rivals) else _SURELY_OTHER
    words = [word for start, stop in stretch.own for word in sentence.within(start, stop)]
    own = [word.key for word in words]
    part = [word.key for word in words if word.start > quantity.start or _is_named(word, sentence)]
    idle = frozenset().union(*(word_set("words.toml", name) for name in ("stop", "light", "helping_verbs")))
    asked = [word.key for word in question.words if word.lower not in idle and word not in question.focus]
    theirs = sum(_held(key, others, lexicon) and not _held(key, own, lexicon) for key in asked)
    ours = sum(_held(key, part, lexicon) and not _held(key, others, lexicon) for key in asked)
    return OF_OTHERS if theirs >= least and theirs > ours else 1.0


def _is_named(word: Word, sentence: Sentence) -> bool:
    return word.capital and word is not sentence.words[0]


def _rest_in(sentence: Sentence) -> tuple[Word, ...]:
    """The clause of a rest that a sentence tells last: «…, [қалғанына май дақылдары себіледі]»."""
    words = sentence.words
    at = next((at for at in range(1, len(words)) if words[at].gap and _begins(words[at : at + 1], "rest")), len(words))
    counted = any(word.number for word in words[at:])
    return () if counted else words[at:]


def _near(word: Word, told: Sequence[str], lexicon: Lexicon) -> float:
    return max((lexicon.likeness(word.key, other) for other in told), default=0.0)


def _held(key: str, told: Sequence[str], lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(key, other) >= _SAME for other in told)
