"""What the random graphs of each format draw."""
import numpy as np


class NotHere(Exception):
    """A step that does not fit the value that it would take."""


class Choices:
    """Draws of a NumPy RandomState."""

    def __init__(self, random):
        self.random = random

    def below(self, most):
        """1 … most."""
        return int(self.random.randint(1, most + 1))

    def pick(self, *options):
        return options[self.random.randint(len(options))]

    def maybe(self, chance=0.5):
        return self.random.rand() < chance

    def axis_of(self, rank):
        return int(self.random.randint(rank))

    def signed(self, axis, rank):
        return axis if self.maybe() else axis - rank

    def some_axes_of(self, rank):
        count = self.below(rank)
        return sorted(int(a) for a in self.random.choice(rank, count, replace=False))

    def floats(self, *shape, low=-1.0, high=1.0):
        return self.random.uniform(low, high, shape).astype(np.float32)
