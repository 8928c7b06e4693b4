"""Whether a yes is of somebody or some day else than asked: «Дана Жәмекова филиал директоры ма?»."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, Role, word_set
from bot.answering.matching import Evidence, same_name
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import case_of

_NEAR = 2  # words from a post to the name it is told of: «филиал [директоры] Серікжан Мусин»


def other_affirmed(evidence: Evidence, finding: Finding) -> float:
    """Whether the post or the weekday of a yes/no question stands in the sentence, but not for those asked about."""
    if not finding.rule.startswith("yesno"):
        return 0.0
    return float(_of_another_person(evidence, finding.sentence) or _other_day(evidence, finding.sentence))


def _of_another_person(evidence: Evidence, sentence: Sentence) -> bool:
    """«төрағаның орынбасары [Дана Жәмекова] және филиал директоры [Серікжан Мусин]»: each has a post of their own."""
    asked = _posts(evidence.question.words, evidence.lexicon)
    names = [key for key in evidence.question.named if key.kind == "name"]
    if not asked or not names:
        return False
    told = _posts(sentence.words, evidence.lexicon)
    role = asked[-1][1]
    holders = [holder for at, each in told if each == role and (holder := _holder(sentence, at))]
    return bool(holders) and not any(
        same_name(key, word.key) for row in holders for word in row for name in names for key in name.keys[-1:]
    )


def _posts(words: Sequence[Word], lexicon: Lexicon) -> list[tuple[int, Role]]:
    """Posts that are told themselves: «филиал [директоры]», not «[төрағасының] орынбасары»."""
    found = ((at, lexicon.role_at(words, at)) for at in range(len(words)))
    return [(at, role) for at, role in found if role is not None and case_of(words[at].text) == "nominative"]


def _holder(sentence: Sentence, at: int) -> tuple[Word, ...]:
    """The words of the person right behind a post, or told behind its dash: «Меңгерушісі – Жібек Мақан»."""
    start = sentence.words[at].stop
    for person in sentence.persons:
        between = sentence.within(start, person.start)
        if person.start > start and len(between) < _NEAR and not any("," in word.gap for word in between):
            return sentence.within(person.start, person.stop)
    return ()


def _other_day(evidence: Evidence, sentence: Sentence) -> bool:
    """«жұма сайын жиналады» for «бейсенбі күні жинала ма?»; nor is a sentence that names no day of that one."""
    asked = _days(evidence.question.words)
    return bool(asked) and asked.isdisjoint(_days(sentence.words))


def _days(words: Sequence[Word]) -> frozenset[str]:
    days = word_set("words.toml", "weekdays")
    return frozenset(day for word in words for day in days if word.lower.startswith(day) and not word.quoted)
