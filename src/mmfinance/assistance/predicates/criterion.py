"""What every criterion is: one YAML key, one fact, one answer a person, and its sentences."""

from collections.abc import Hashable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, Field

from mmfinance.assistance.answers import Answers
from mmfinance.assistance.columns import Columns
from mmfinance.assistance.facts import Between, Fact, Known, Shape, Unit, fact
from mmfinance.assistance.words import in_words, listed
from mmfinance.case.fields import Model
from mmfinance.phrases import Money, Phrase

if TYPE_CHECKING:
    from mmfinance.assistance.program import Program


def _not_empty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise ValueError("expected at least one entry")
    return value


NOT_EMPTY = AfterValidator(_not_empty)

UNITS: Mapping[Unit | None, str] = {
    Unit.DAYS_AGO: "{count} days ago",
    Unit.DAYS_AHEAD: "{count} days from now",
    Unit.MILES: "{count} miles",
    Unit.HOURS: "{count} hours a week",
    Unit.MONTHS: "{count} months",
}
_NOT_RULED_OUT = "{label}: {value}. What would rule you out: {rule}."
_RULED_OUT = "{label}: {value}. This rules you out: {rule}."


class Part(Model):
    """A part of a program file; its texts may be longer than a case's."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_max_length=2_000)


class Criterion(Part):
    """One criterion. Its required key names it; options have defaults."""

    named: ClassVar[bool] = False
    key: ClassVar[str]
    fact: ClassVar[str]
    yes: ClassVar[str]
    no: ClassVar[str]
    change: ClassVar[str] = ""

    why: str | None = Field(default=None, description="one line for the reader: why the program asks this")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        own = [name for name in cls.__annotations__ if name in cls.model_fields]
        cls.named = bool(own) and cls.model_fields[own[0]].is_required()
        if cls.named:
            cls.key = own[0]

    @property
    def limit(self) -> Any:
        """What the file asks for: the value of the naming key."""
        return getattr(self, self.key)

    def identity(self) -> Hashable:
        """What makes two criteria the same question: all but `why`."""
        return (type(self), *(_frozen(getattr(self, name)) for name in type(self).model_fields if name != "why"))

    def fact_name(self) -> str:
        """The fact that this criterion reads."""
        return self.fact

    def has_fact(self) -> bool:
        """Whether a fact of the person is read at all."""
        return True

    def reads(self) -> tuple[str, ...]:
        """All facts that the answer needs."""
        return (self.fact_name(),)

    def settle(self, program: "Program", names: Mapping[str, str]) -> Self:
        """Fill in what the program says once for all its criteria, and the names of programs it speaks of by id."""
        return self

    def answer(self, columns: Columns) -> Answers:
        """Answer for every person."""
        raise NotImplementedError

    def sentence(self, value: Any, met: bool | None) -> str:
        """Say the answer in plain words; what is missing is said as a question."""
        if self.limit is None:
            return Phrase("{label}: the limit is not published. Call and ask.", label=self.label())
        if met is None:
            return self.open_question(value)
        return self._filled(self.yes if met else self.no, value)

    def open_question(self, value: Any) -> str:
        """Ask for the fact, or say what the program has to decide."""
        if value is None or isinstance(value, Between) or (isinstance(value, Known) and value.maybe):
            return self._fact().question_about(value)
        value = spoken(value, self._fact())
        return Phrase("{label} is {value}. The program decides; ask.", label=self.label(), value=value)

    def what_would_change(self, value: Any) -> str | None:
        """Say what would turn a no into a yes, where anything would."""
        return Phrase(self.change, limit=self.spoken_limit()) if self.change else None

    def spoken_limit(self) -> Any:
        """Write the limit as a person reads it: text, a phrase, or money."""
        return spoken(self.limit, self._fact())

    def denial(self, value: Any, met: bool | None) -> str:
        """Say the answer where the criterion stands under `none_of`."""
        if met is None:
            return self.open_question(value)
        return self._filled(_NOT_RULED_OUT if met else _RULED_OUT, value)

    def rule_words(self) -> Any:
        """Say the rule itself, such as `65 or more`."""
        return self.spoken_limit()

    def limit_of(self, columns: Columns, person: int) -> Any:
        """The limit for one person, in the unit of the fact."""
        return self.limit

    def guideline_year_of(self, columns: Columns, person: int) -> int | None:
        """The poverty guideline year of the limit, where it has one."""
        return None

    def _fact(self) -> Fact:
        return fact(self.fact_name())

    def _filled(self, template: str, value: Any) -> Phrase:
        """Fill the slots that a template has."""
        return Phrase(template, **{slot: self._in_slot(slot, value) for slot in _slots(template)})

    def _in_slot(self, slot: str, value: Any) -> Any:
        if slot == "value":
            return spoken(value, self._fact())
        if slot == "label":
            return self.label()
        return self._limit_said if slot == "limit" else self._rule_said

    @cached_property
    def _limit_said(self) -> Any:
        """The limit in words: the same for every person, and said in most reasons."""
        return self.spoken_limit()

    @cached_property
    def _rule_said(self) -> Any:
        return self.rule_words()

    def label(self) -> Phrase:
        """The name of the fact, as the start of a sentence."""
        return _label_of(self.fact_name())


def _frozen(value: Any) -> Hashable:
    if isinstance(value, Mapping):
        return tuple(value.items())
    return value if isinstance(value, Hashable) else repr(value)


@cache
def _label_of(name: str) -> Phrase:
    return Phrase(capitalised(fact(name).label))


@cache
def _slots(template: str) -> tuple[str, ...]:
    return tuple(slot for slot in ("label", "value", "limit", "rule") if f"{{{slot}}}" in template)


def capitalised(label: str) -> str:
    """Write a label as the start of a sentence."""
    return label[:1].upper() + label[1:]


def spoken(value: Any, of: Fact) -> Any:
    """Write a value of a fact as a person reads it: text, a phrase, or money."""
    if isinstance(value, bool):
        return Phrase("yes") if value else Phrase("no")
    if isinstance(value, Between):
        return Phrase("about {low} to {high} miles", low=f"{value.low:,.0f}", high=f"{value.high:,.0f}")
    if isinstance(value, Known) and not (value.has or value.in_part):
        return Phrase("not chosen yet")
    if isinstance(value, Known):
        value = of.narrowest(value.has)
    if isinstance(value, (tuple, list, frozenset)):
        return listed([spoken(item, of) for item in value]) if value else Phrase("none")
    if isinstance(value, str):
        return in_words(value)
    if of.shape is Shape.NUMBER and isinstance(value, (int, float)):
        return _with_unit(value, of.unit)
    return str(value)


def _with_unit(value: float, unit: Unit | None) -> Any:
    if unit is Unit.DOLLARS:
        return Money(int(value))
    number = f"{value:,.10g}"
    return Phrase(UNITS[unit], count=number) if unit in UNITS else number
