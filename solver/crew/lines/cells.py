"""How far a line has come, as one number: minutes, weekends, and duties of the functions that are counted."""

from __future__ import annotations

from math import gcd

from solver.crew.lines.person import Choice, Person


class Cells:
    """Duties of counted functions run fastest, then weekends, then minutes in `unit`.

    Behind the most of each lie cells for one stretch more, so that adding a stretch is adding a number; in `room`, by
    what remains of a cell within a `row`, these are no longer allowed. `touched` is what the weekends of a stretch add,
    by first day and length.
    """

    def __init__(self, person: Person, counted: tuple[int, ...] = ()) -> None:
        self.person, self.counted = person, counted
        every = [choice for day in person.choices for choice in day]
        self.unit = gcd(*(choice.minutes for choice in every)) or 1
        self.longest = min(person.longest_run or person.days, person.days)
        weekends = {week for week in person.weekends if week is not None}
        self.free = person.most_weekends is None or person.most_weekends >= len(weekends)
        rooms = [(person.most_of[function], self.longest) for function in counted]
        rooms.append((0, 0) if self.free else (person.most_weekends or 0, self.longest // 7 + 1))
        steps, size, self.room = [], 1, [True]
        for most, beyond in rooms:
            steps.append(size)
            size *= most + beyond + 1
            self.room = [place <= most and cell for place in range(most + beyond + 1) for cell in self.room]
        self.row, self.weekend = size, 0 if self.free else steps[-1]
        self.step_of = dict(zip(counted, steps, strict=False))
        self.touched = [self._touched(first) for first in range(person.days)]
        self.offset = {choice.need: self._offset(choice) for choice in every}
        self._bound(max((choice.minutes for choice in every), default=0) // self.unit)

    def _offset(self, choice: Choice) -> int:
        return choice.minutes // self.unit * self.row + self.step_of.get(choice.function, 0)

    def _bound(self, dearest: int) -> None:
        """From the first to the last cell from which the least and the most minutes can still be kept, by day."""
        person, days = self.person, self.person.days
        until, after = [0] * (days + 1), [0] * (days + 1)
        for day in range(days):
            until[day + 1] = max(until[day + 1], until[day])
            for length in range(1, min(self.longest, days - day) + 1):
                there = min(day + length + person.shortest_pause, days)
                until[there] = max(until[there], until[day] + length * dearest)
        for day in reversed(range(days)):
            lasting = (
                length * dearest + after[min(day + length + person.shortest_pause, days)]
                for length in range(1, min(self.longest, days - day) + 1)
            )
            after[day] = max(after[day + 1], *lasting)
        ceiling = until[days] if person.most is None else min(until[days], person.most // self.unit)
        least = -(-person.least // self.unit)
        self.spans = [
            (max(0, least - after[day]) * self.row, (min(ceiling, until[day]) + 1) * self.row)
            for day in range(days + 1)
        ]

    def _touched(self, first: int) -> list[int]:
        weeks = self.person.weekends[first : first + self.longest]
        return [self.weekend * len(set(weeks[:length]) - {None}) for length in range(1, len(weeks) + 1)]
