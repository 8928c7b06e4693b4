"""Whether somebody has the asked part in the asked act, told from either side or as the prize of who won."""

from __future__ import annotations

from bot.answering.lexicon import word_row
from bot.answering.passage import Sentence
from bot.answering.question import Question
from bot.answering.ranks import FIRST, ranks_told
from bot.answering.readers.acts import Act, act_after, acts_of_subject, asked_act, bare_case, name_case
from retrieval.language.grammar import Case

_WINNER, _LOSER, _RECEIVER = "winner", "loser", "receiver"


def takes_part(question: Question, sentence: Sentence, start: int, stop: int) -> bool | None:
    """Whether a name has the asked part in the asked act; None where question or sentence does not tell.

    "Y кімнен жеңілді?" asks for the winner: «X Y-ті жеңді» has it in X, not in «Y Z-ті жеңді».
    """
    return part_suits(question, sentence, stop, name_case(sentence, start, stop))


def part_suits(question: Question, sentence: Sentence, stop: int, case: Case) -> bool | None:
    """The same of somebody who stands in a case before a place of the sentence."""
    asked = asked_act(question)
    wanted = asked.part(question.case) if asked else ""
    held = _act_held(asked, wanted, sentence, stop, case)
    if asked is None or held is None or not wanted:
        return None
    part = held.part(case)
    if held.name != asked.name:
        return _wins_alike(wanted, part, question, sentence)
    if not part:
        return None
    return part == wanted and not _turned_round(question, asked, sentence, held)


def _act_held(asked: Act | None, wanted: str, sentence: Sentence, stop: int, case: Case) -> Act | None:
    """The act of the next verb; of a subject that of a later one, if it has the asked part in it."""
    if asked is not None and case == "nominative":
        same = (act for act in acts_of_subject(sentence, stop) if act.name == asked.name and act.part(case) == wanted)
        return next(same, None) or act_after(sentence, stop)
    return act_after(sentence, stop)


def _wins_alike(wanted: str, part: str, question: Question, sentence: Sentence) -> bool | None:
    """Who won has got the first prize: «кім жеңді?» – «бас жүлде Асанға бұйырды»; «бас жүлдені …» – «Асан озды».

    Who lost has not; None where neither is told.
    """
    if wanted not in {_WINNER, _RECEIVER} or part not in {_WINNER, _LOSER, _RECEIVER} or part == wanted:
        return None
    words = sentence.words if wanted == _WINNER else question.words
    titled = word_row("words.toml", "titles_held")
    if part == _WINNER and any(word.lower.startswith(titled) and not word.quoted for word in question.words):
        return True  # «Жас маман» аталымында Асанға тең келген ешкім болмады»
    return part != _LOSER if any(rank in FIRST for _, rank in ranks_told(words)) else None


def _turned_round(question: Question, asked: Act, sentence: Sentence, held: Act) -> bool:
    """Whether somebody whom the question names has another part in the sentence's act than in the asked one."""
    for named in question.named:
        own = [word for word in question.words if word.key == named.keys[-1]]
        there = [word for word in sentence.words if word.key == named.keys[-1]]
        if named.kind != "name" or not own or not there:
            continue
        mine, other = asked.part(bare_case(own[-1].text)), held.part(bare_case(there[-1].text))
        if mine and other and mine != other:
            return True
    return False
