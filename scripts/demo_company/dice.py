"""Chance with a fixed seed.

Only `Random.random()` is used: its sequence is promised not to change between versions of Python.
"""
from random import Random


class Dice:
    def __init__(self, seed):
        self._random = Random(seed)

    def below(self, limit):
        return int(self._random.random() * limit)

    def between(self, low, high):
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def percent(self, share):
        return self._random.random() * 100 < share

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One of the values of [(value, whole weight)]."""
        rest = self.below(sum(weight for _, weight in pairs))
        for value, weight in pairs:
            rest -= weight
            if rest < 0:
                return value
        raise ValueError("no weight")

    def shuffled(self, items):
        rest, result = list(items), []
        while rest:
            result.append(rest.pop(self.below(len(rest))))
        return result
