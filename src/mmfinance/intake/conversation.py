"""The whole conversation: greeting, questions, crossroads, review, and the result at the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from shlex import quote
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.case.model import Case
from mmfinance.errors import OutsideMonths
from mmfinance.exposure.benefits.in_time import coverage_within
from mmfinance.exposure.scheduling.schedule import horizon_of
from mmfinance.intake.checking import Unfit
from mmfinance.intake.interview import Beginning, Interview
from mmfinance.intake.languages import sayer_of
from mmfinance.intake.question import Answer, Menu, Option, Question, told_in_words
from mmfinance.intake.questions import NAME
from mmfinance.intake.result import Result, first_lines, result_of
from mmfinance.intake.terminal import Choice, Move, Prompt, Reply, Terminal
from mmfinance.intake.ways_on import WaysOn, ways_on
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE
from mmfinance.phrases import Phrase

_BOTH_LANGUAGES = "In which language shall we go on?\n¿En qué idioma seguimos?"
_AGAIN = ""
_FINISH, _REVIEW, _PROGRAMS, _ESTIMATE = "finish", "review", "programs", "estimate"


class Conversation:
    """One interview at one terminal. `save` is called after every answer."""

    def __init__(
        self,
        interview: Interview,
        terminal: Terminal,
        directory: Directory,
        save: Callable[[Interview], None],
        language: str | None,
    ) -> None:
        self._interview = interview
        self._terminal = terminal
        self._directory = directory
        self._save = save
        self._shown: Case | None = None
        self._told_nothing: set[str] = set()
        self._changed: str | None = None
        self._asked_language = language is None and interview.case.patient.language is None
        self.language = language or _spoken(interview)
        self._speak(self.language)

    def hold(self, file: str, today: date, beginning: Beginning) -> Result:
        """Hold the conversation to its end; gives what was found. Every answer is saved before the next question.

        Raises KeyboardInterrupt or EOFError when the person leaves.
        """
        if self._asked_language:
            self._ask_language()
        self._greet(file, beginning)
        self._ask_whether_still_true(today)
        while True:
            self._ask_all()
            if self._interview.case != self._shown:
                self.tell(self._say(Phrase("One moment, please. We work out the cost and the help.")))
            result = result_of(self._interview.case, self._directory)
            chosen = self._choose_way(result)
            if chosen == _FINISH and self._agrees_with_all():
                break
        self._ask_name()
        self.tell(self._say(Phrase("One moment, please. We write the letter.")))
        return result_of(self._interview.case, self._directory)

    def tell(self, *paragraphs: str) -> None:
        """Show paragraphs at the terminal."""
        self._terminal.tell(*paragraphs)

    def say_goodbye(self, file: str) -> None:
        """Say that all is kept, and how to go on."""
        say = self._say
        self.tell(say(Phrase("# We stop here. All your answers are saved.")))
        self.tell(say(Phrase("To go on later, type:")), f"mmfinance intake {quote(file)}")

    def say_where(self, file: str, letter: str, why_no_pdf: str) -> None:
        """Say where the letter and the answers are."""
        say = self._say
        self.tell(say(Phrase("# Your letter is ready")), f"{say(Phrase('The letter:'))} {letter}")
        if why_no_pdf:
            self.tell(say(Phrase("It is plain text, because a PDF could not be made: {why}", why=why_no_pdf)))
        self.tell(f"{say(Phrase('Your answers:'))} {file}")
        self.tell(say(Phrase("To add more later, type:")), f"mmfinance intake {quote(file)}")

    def _speak(self, language: str) -> None:
        self.language = language
        self._say = self._terminal.say = sayer_of(language)

    def _ask_language(self) -> None:
        """The first question: it is asked in both languages, and all others in the one that is chosen."""
        english, spanish = sayer_of("en"), sayer_of("es")
        self._terminal.say = lambda value: f"{english(value)}\n{spanish(value)}"
        choices = (Choice("en", "English"), Choice("es", "Español"))
        answer = self._terminal.ask(Prompt(_BOTH_LANGUAGES, choices=choices, can_skip=False))
        self._speak(answer if isinstance(answer, str) else SOURCE_LANGUAGE)
        if self._interview.question() is not None:
            self._interview.ask_again("language")
            self._interview.answer(self.language)
            self._save(self._interview)

    def _greet(self, file: str, beginning: Beginning) -> None:
        say = self._say
        if beginning is Beginning.INTERRUPTED:
            self._terminal.tell(say(Phrase("# Welcome back")), say(Phrase("We go on where you stopped.")))
            return
        self._terminal.tell(
            say(Phrase("# What your care may cost, and who can help")),
            say(Phrase("We ask up to 12 questions. Then you get a first result. More answers make it better.")),
            say(Phrase('"I don\'t know" is always a good answer. If you help someone, "you" means that person.')),
            say(
                Phrase(
                    "Nothing leaves this computer. Each answer is saved at once in a file that only you can read. "
                    "To stop, press Ctrl-C: you can go on later."
                )
            ),
            f"{say(Phrase('The file:'))} {file}",
            say(Phrase("Never write a Social Security number here. No one needs it for this.")),
        )
        if beginning is Beginning.ON_FILE:
            self._terminal.tell(say(Phrase("This file has answers already. We ask only what it does not say.")))

    def _ask_whether_still_true(self, today: date) -> None:
        """A case of an earlier day keeps its day unless the person says that all of it is true today."""
        told = self._interview.case.as_of
        if told >= today:
            return
        text = self._say(Phrase("This file is from {day}. Is all of it still true today?", day=told))
        yes = Choice("yes", self._say(Phrase("Yes")))
        no = Choice("no", self._say(Phrase("No")))
        if self._terminal.ask(Prompt(text, choices=(yes, no))) == "yes":
            self._interview.date_of_today(today)
            self._save(self._interview)

    def _ask_all(self) -> None:
        while question := self._next():
            self._ask(question)

    def _next(self) -> Question | None:
        """The question to ask now: about insurance anew, where none that was told pays in the months counted."""
        if _has_only_other_times(self._interview.case):
            told = Phrase(
                "The insurance in your answers ends before this care begins, or begins only after it. "
                "Tell us what you will have then."
            )
            self._terminal.tell(self._say(told))
            self._interview.ask_insurance_anew()
        return self._interview.question()

    def _ask(self, question: Question) -> None:
        """Ask one question until its answer can be kept, or the person goes back."""
        prompt, before = self._prompt(question), question.told(self._interview.case)
        while True:
            try:
                self._take(self._terminal.ask(prompt))
                break
            except Unfit as error:
                prompt = replace(prompt, unfit=self._say(error.why))
        self._save(self._interview)
        if isinstance(told := question.told(self._interview.case), date) and told != before:
            self.tell(self._say(Phrase("That is {day}.", day=told)))

    def _take(self, reply: Reply) -> None:
        if reply is Move.BACK:
            self._interview.back()
        elif reply is Move.KEEP:
            self._interview.keep()
        else:
            assert not isinstance(reply, Move)
            self._interview.answer(self._meant(reply))

    def _meant(self, answer: Answer) -> Answer:
        """Ask about a written answer that is hard to believe or near a known name; gives the answer that was meant.

        Raises Unfit where the person wants to write it again.
        """
        doubt = self._interview.doubt(answer, self._directory)
        if doubt is None:
            return answer
        again = Choice(_AGAIN, self._say(Phrase("I will answer again")))
        choices = (*self._choices(doubt.options), again)
        chosen = self._terminal.ask(Prompt(self._say(doubt.text), choices=choices, can_skip=False))
        assert isinstance(chosen, str)
        if chosen == _AGAIN:
            raise Unfit(Phrase("Please answer once more."))
        return chosen

    def _prompt(self, question: Question) -> Prompt:
        say, case, form = self._say, self._interview.case, question.form
        is_menu, told = isinstance(form, Menu), question.told(case)
        return Prompt(
            text=say(question.text),
            help=say(question.help) if question.help else "",
            note=self._note(),
            choices=self._choices(form.options(case)) if isinstance(form, Menu) else (),
            several=form.several if isinstance(form, Menu) else False,
            write=say(form.other or "") if isinstance(form, Menu) else say(form.expects),
            can_go_back=self._interview.can_go_back() and not self._is_changed(question.id),
            now=told_in_words(question, case, say) if is_menu or told is not None else "",
            marked=told if isinstance(told, tuple) else (),
        )

    def _choices(self, options: tuple[Option, ...]) -> tuple[Choice, ...]:
        return tuple(
            Choice(str(option.value), self._say(option.label), self._choices(option.more)) for option in options
        )

    def _note(self) -> str:
        progress = self._interview.progress
        if self._is_changed(progress.again):
            return ""
        number, left = len(progress.asked) + 1, self._interview.left() - 1
        if progress.again or left < 1:
            return self._say(Phrase("Question {number}", number=number))
        return self._say(Phrase("Question {number}. About {left} more.", number=number, left=left))

    def _is_changed(self, identifier: str | None) -> bool:
        """Whether a question is the one that was chosen among the answers: it has no number and no way back."""
        return identifier is not None and identifier == self._changed == self._interview.progress.again

    def _choose_way(self, result: Result) -> str:
        """Show what is known so far and ask how to go on; with nothing left to ask, only the review is left."""
        self._show_news(result)
        ways = ways_on(self._interview, result.situation.matches, result.situation.estimate)
        choices = tuple(self._ways(ways))
        chosen = self._terminal.ask(
            Prompt(self._say(Phrase("How do you want to go on?")), choices=choices, can_skip=False)
        )
        if chosen in (_PROGRAMS, _ESTIMATE):
            self._told_nothing.add(str(chosen))
            self._interview.agree(ways.programs if chosen == _PROGRAMS else ways.estimate)
            self._save(self._interview)
        elif chosen == _REVIEW:
            self._review()
        return str(chosen)

    def _show_news(self, result: Result) -> None:
        """Show the result where it is another one than was shown last; what is not news is not promised again."""
        if self._interview.case == self._shown:
            self._terminal.tell(self._say(Phrase("The result is still the same.")))
            return
        self._shown = self._interview.case
        self._told_nothing.clear()
        self._terminal.tell(*first_lines(result, self.language))

    def _ways(self, ways: WaysOn) -> list[Choice]:
        say, offered = self._say, []
        if ways.programs:
            offered.append(Choice(_PROGRAMS, say(_programs_offer(ways, _PROGRAMS not in self._told_nothing))))
        if ways.estimate:
            is_news = _ESTIMATE not in self._told_nothing
            offered.append(Choice(_ESTIMATE, say(_estimate_offer(len(ways.estimate), is_news))))
        offered.append(Choice(_REVIEW, say(Phrase("See my answers, and change one"))))
        offered.append(Choice(_FINISH, say(Phrase("Finish: write the letter"))))
        return offered

    def _agrees_with_all(self) -> bool:
        """Show the answers once more; whether nothing is to be changed."""
        return not self._review(last=True)

    def _review(self, last: bool = False) -> bool:
        """List the answers; whether one was chosen to be changed, which is then asked next."""
        say = self._say
        right = Choice("", say(Phrase("All is right: write the letter")) if last else say(Phrase("All is right")))
        answers = tuple(Choice(question.id, self._answer_line(question)) for question in self._interview.answered())
        text = say(Phrase("These are your answers. Choose one to change it."))
        chosen = self._terminal.ask(Prompt(text, choices=(right, *answers), can_skip=False))
        if not chosen or not isinstance(chosen, str):
            return False
        self._interview.ask_again(chosen)
        self._changed = chosen
        self._save(self._interview)
        return True

    def _answer_line(self, question: Question) -> str:
        told = told_in_words(question, self._interview.case, self._say) or self._say(Phrase("not known"))
        asked, mark, _ = self._say(question.text).rpartition("?")
        return f"{asked}{mark} {told}"

    def _ask_name(self) -> None:
        if self._interview.is_open(NAME):
            self._interview.ask_again(NAME.id)
            self._ask(NAME)


def _has_only_other_times(case: Case) -> bool:
    """Whether all coverage that is told ended before the months of the estimate, or begins after them."""
    horizon = horizon_of(case, 12)
    try:
        coverage_within(case, horizon.start, horizon.end)
    except OutsideMonths:
        return True
    return False


def _spoken(interview: Interview) -> str:
    language = interview.case.patient.language
    return language if language in LOCALES else SOURCE_LANGUAGE


def _programs_offer(ways: WaysOn, is_news: bool) -> Phrase:
    """What answers would settle; only their number after a round in which nothing was known."""
    count, settles = len(ways.programs), ways.settles
    values: dict[str, Any] = {"count": count, "settles": settles}
    if not settles or not is_news:
        return Phrase("More questions about help ({count})", **values)
    if count == 1:
        if settles == 1:
            return Phrase("Answer 1 more, and we can settle 1 program")
        return Phrase("Answer 1 more, and we can settle {settles} programs", **values)
    if settles == 1:
        return Phrase("Answer {count} more, and we can settle 1 program", **values)
    return Phrase("Answer {count} more, and we can settle {settles} programs", **values)


def _estimate_offer(count: int, is_news: bool) -> Phrase:
    if not is_news:
        return Phrase("More questions about the cost ({count})", count=count)
    if count == 1:
        return Phrase("Answer 1 more, and the cost gets surer")
    return Phrase("Answer {count} more, and the cost gets surer", count=count)
