"""What every criterion is: one YAML key, one fact, one answer a person, and its sentences."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, Field

from mmfinance.assistance.answers import Answers
from mmfinance.assistance.columns import Columns
from mmfinance.assistance.facts import Fact, Known, Shape, Unit, fact
from mmfinance.assistance.words import in_words
from mmfinance.case.fields import Model

if TYPE_CHECKING:
    from mmfinance.assistance.program import Program


def _not_empty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise ValueError("expected at least one entry")
    return value


NOT_EMPTY = AfterValidator(_not_empty)


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

    def settle(self, program: "Program") -> Self:
        """Fill in what the program says once for all its criteria (guideline year, its own id, its drugs)."""
        return self

    def answer(self, columns: Columns) -> Answers:
        """Answer for every person."""
        raise NotImplementedError

    def sentence(self, value: Any, met: bool | None) -> str:
        """Say the answer in plain words; what is missing is said as a question."""
        if self.limit is None:
            return f"{self._label()}: the limit is not published. Call and ask."
        if met is None:
            return self.open_question(value)
        words = self.yes if met else self.no
        return words.format(
            label=self._label(), value=spoken(value, self._fact()), limit=self.spoken_limit(), rule=self.rule_words()
        )

    def open_question(self, value: Any) -> str:
        """Ask for the fact, or say what the program has to decide."""
        if value is None or (isinstance(value, Known) and value.maybe):
            return self._fact().question
        return f"{self._label()} is {spoken(value, self._fact())}. The program decides; ask."

    def what_would_change(self, value: Any) -> str | None:
        """Say what would turn a no into a yes, where anything would."""
        return self.change.format(label=self._fact().label, limit=self.spoken_limit()) if self.change else None

    def spoken_limit(self) -> str:
        """Write the limit as a person reads it."""
        return spoken(self.limit, self._fact())

    def denial(self, value: Any, met: bool | None) -> str:
        """Say the answer where the criterion stands under `none_of`."""
        if met is None:
            return self.open_question(value)
        told = f"{self._label()}: {spoken(value, self._fact())}."
        return f"{told} {'What would rule you out' if met else 'This rules you out'}: {self.rule_words()}."

    def rule_words(self) -> str:
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

    def _label(self) -> str:
        label = self._fact().label
        return label[:1].upper() + label[1:]


def _frozen(value: Any) -> Hashable:
    if isinstance(value, Mapping):
        return tuple(value.items())
    return value if isinstance(value, Hashable) else repr(value)


def spoken(value: Any, of: Fact) -> str:
    """Write a value of a fact as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Known):
        return ", ".join(spoken(word, of) for word in of.narrowest(value.has)) or "none"
    if isinstance(value, (tuple, list, frozenset)):
        return ", ".join(spoken(item, of) for item in value)
    if isinstance(value, str):
        return in_words(value)
    if of.shape is Shape.NUMBER and isinstance(value, (int, float)):
        return _with_unit(value, of.unit)
    return str(value)


def _with_unit(value: float, unit: Unit | None) -> str:
    if unit is Unit.DOLLARS:
        whole, cents = divmod(int(value), 100)
        return f"${whole:,}.{cents:02}" if cents else f"${whole:,}"
    number = f"{value:,.10g}"
    if unit in (Unit.COUNT, Unit.PEOPLE, Unit.YEARS, None):
        return number
    return f"{number} {unit.value}"
