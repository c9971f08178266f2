"""What all that reads content streams has in common: the matrix, the clip and the parameters of text.

ISO 32000-1 §8.4 and §9.2–9.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
DEEPEST = 12
"""How many forms within forms are followed."""
INVISIBLE = (3, 7)
"""The text rendering modes that paint nothing."""


def times(one: Matrix, other: Matrix) -> Matrix:
    """*one*, then *other*."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def common(one: Box, other: Box) -> Box:
    """What both boxes hold; turned inside out where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


@dataclass
class State:
    """What ``q`` keeps a copy of."""

    matrix: Matrix
    clip: Box
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


S = TypeVar("S", bound=State)


class Machine(Generic[S]):
    """Keeps the state and the place of text; what a string shows is for those that go further."""

    def __init__(self, state: S) -> None:
        self._state = state
        self._stack: list[S] = []
        self._text = self._line = IDENTITY

    def show(self, items: Iterable[Any]) -> None:
        """TJ: strings, and numbers that move back by thousandths of the size."""
        raise NotImplementedError

    def set(self, **changes: Any) -> None:
        for name, value in changes.items():
            setattr(self._state, name, value)

    def save(self) -> None:
        kept = object.__new__(type(self._state))  # three times as fast as ``replace``, and pages are full of q
        kept.__dict__.update(self._state.__dict__)
        self._stack.append(kept)

    def restore(self) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def transform(self, *numbers: Any) -> None:
        a, b, c, d, e, f = map(float, numbers)
        self.set(matrix=times((a, b, c, d, e, f), self._state.matrix))

    def text(self) -> None:
        self._text = self._line = IDENTITY

    def text_matrix(self, *numbers: Any) -> None:
        a, b, c, d, e, f = map(float, numbers)
        self._text = self._line = (a, b, c, d, e, f)

    def move(self, x: Any, y: Any) -> None:
        self._text = self._line = times((1, 0, 0, 1, float(x), float(y)), self._line)

    def move_with_leading(self, x: Any, y: Any) -> None:
        self.set(leading=-float(y))
        self.move(x, y)

    def next_line(self) -> None:
        self.move(0, -self._state.leading)

    def show_next(self, text: Any) -> None:
        self.next_line()
        self.show([text])

    def show_spaced(self, word: Any, char: Any, text: Any) -> None:
        self.set(word_space=float(word), char_space=float(char))
        self.show_next(text)


def setter(name: str, factor: float = 1) -> Callable[..., None]:
    """An operator that sets one number of the state."""
    return lambda self, value: self.set(**{name: float(value) * factor})


OPERATORS: Mapping[str, Callable[..., None]] = {
    "q": Machine.save,
    "Q": Machine.restore,
    "cm": Machine.transform,
    "BT": Machine.text,
    "Tm": Machine.text_matrix,
    "Td": Machine.move,
    "TD": Machine.move_with_leading,
    "T*": Machine.next_line,
    "TL": setter("leading"),
    "Tc": setter("char_space"),
    "Tw": setter("word_space"),
    "Tz": setter("scale", 0.01),
    "Ts": setter("rise"),
    "Tr": lambda self, mode: self.set(mode=int(mode)),
    "Tj": lambda self, text: self.show([text]),
    "TJ": lambda self, items: self.show(items),
    "'": Machine.show_next,
    '"': Machine.show_spaced,
}
