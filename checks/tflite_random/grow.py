"""Grows a graph: a step is kept when LiteRT runs it and its levels say something."""
import numpy as np

from graph import MOST_ELEMENTS, RANGES, NotHere, reference, run

MOST_FITS = 6
LARGEST = 1e4


def grow(g, steps):
    wanted, tries = g.below(7) + 1, 0
    while wanted > 0 and tries < 40:
        tries += 1
        value = g.values[-1] if g.maybe(0.85) else g.values[g.random.randint(len(g.values))]
        before = [len(part) for part in lists(g)]
        try:
            made = g.pick(*steps)(g, value)
            measure(g, made)
        except (NotHere, RuntimeError, ValueError):
            for part, length in zip(lists(g), before):
                del part[length:]
            continue
        g.values.append(made)
        wanted -= 1


def lists(g):
    return g.part.tensors, g.part.operators, g.model.operatorCodes, g.model.buffers


def measure(g, value):
    """Sets the shape of a new value, and its scale where the levels that it gets are too few."""
    fitted = not value.narrow or any(mapping(t) == mapping(g.part.tensors[value.index]) for t in takes(g, value))
    for _ in range(MOST_FITS):
        runtime = reference(g.bytes([value]))
        levels = run(runtime, g.feed)[0]
        if not 0 < levels.size <= MOST_ELEMENTS or levels.ndim > 5:
            raise NotHere
        if not value.narrow:
            need(np.all(np.isfinite(levels)) and np.max(np.abs(levels)) < LARGEST)
            break
        low, high = RANGES[value.kind]
        full = np.mean((levels <= low) | (levels >= high))
        used = (int(levels.max()) - int(levels.min())) / (high - low)
        if fitted or g.maybe(0.05) or full < 0.3 and (used > 0.15 or levels.size < 3):
            break
        value.scale = float(np.float32(value.scale * (2.7 if full >= 0.3 else 0.3)))
        g.part.tensors[value.index].quantization.scale = [value.scale]
    value.shape, value.levels = tuple(int(d) for d in levels.shape), levels
    for detail in runtime.get_tensor_details():
        if detail['index'] < len(g.part.tensors) and not g.part.tensors[detail['index']].buffer:
            g.part.tensors[detail['index']].shape = [int(d) for d in detail['shape']]


def takes(g, value):
    """The tensors that a value is computed of."""
    made = [o for o in g.part.operators if value.index in o.outputs]
    return [g.part.tensors[i] for o in made for i in o.inputs if i >= 0] if made else []


def mapping(tensor):
    quantization = tensor.quantization
    return (tensor.type, quantization.scale, quantization.zeroPoint) if quantization else None


def need(condition):
    if not condition:
        raise NotHere
