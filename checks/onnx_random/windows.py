"""Steps with a sliding window: convolutions and pools over one or two axes."""
import math

import numpy as np

from graph import NotHere


def plan(g, sizes, most):
    """Kernel, strides, dilations and padding attributes over some axes, and how long they become."""
    kernel = [g.below(min(most, size + 2)) for size in sizes]
    strides = [g.pick(1, 1, 1, 2, 3) for _ in sizes]
    dilations = [g.pick(1, 1, 1, 2, 3) for _ in sizes]
    spans = [d * (k - 1) + 1 for d, k in zip(dilations, kernel)]
    attributes = dict(kernel_shape=kernel)
    if any(s > 1 for s in strides) or g.maybe(0.3):
        attributes['strides'] = strides
    if any(d > 1 for d in dilations) or g.maybe(0.3):
        attributes['dilations'] = dilations
    kind = g.pick('none', 'pads', 'pads', 'SAME_UPPER', 'SAME_LOWER', 'VALID')
    pads = [0] * (2 * len(sizes))
    if kind == 'pads':
        pads = [int(g.random.randint(0, min(k, 3))) for k in kernel + kernel]
        attributes['pads'] = pads
    elif kind != 'none':
        attributes['auto_pad'] = kind
    if kind.startswith('SAME'):
        if max(dilations) > 1:
            raise NotHere
        return attributes, [math.ceil(size / s) for size, s in zip(sizes, strides)], pads, spans
    room = [size + pads[a] + pads[a + len(sizes)] - spans[a] for a, size in enumerate(sizes)]
    if min(room) < 0:
        raise NotHere
    return attributes, [r // s + 1 for r, s in zip(room, strides)], pads, spans


def convolution(g, x, shape):
    if len(shape) not in (3, 4):
        raise NotHere
    attributes, sizes, _, _ = plan(g, shape[2:], 4)
    channels = shape[1]
    divisors = [d for d in range(1, channels + 1) if channels % d == 0]
    group = g.pick(1, 1, channels, g.pick(*divisors))
    filters = group * g.below(4 if group > 1 else 7)
    weights = g.floats(filters, channels // group, *attributes['kernel_shape'])
    bias = [g.floats(filters)] if g.maybe(0.7) else []
    if group > 1:
        attributes['group'] = group
    return g.node('Conv', x, weights, *bias, **attributes), [shape[0], filters] + sizes


def pool(g, x, shape):
    if len(shape) not in (3, 4):
        raise NotHere
    op = g.pick('MaxPool', 'AveragePool')
    attributes, sizes, pads, spans = plan(g, shape[2:], 3)
    dilated = 'dilations' in attributes
    if dilated and g.opset < (10 if op == 'MaxPool' else 19):
        raise NotHere
    if g.opset >= 10 and 'auto_pad' not in attributes and g.maybe(0.3):
        attributes['ceil_mode'] = 1
        sizes = [ceiling(size, attributes, pads, spans, a, len(sizes)) for a, size in enumerate(shape[2:])]
    if op == 'AveragePool' and g.maybe():
        attributes['count_include_pad'] = 1
    return g.node(op, x, **attributes), list(shape[:2]) + sizes


def ceiling(size, attributes, pads, spans, axis, axes):
    """How many windows there are when the last may reach beyond the end; it must not begin there."""
    stride = attributes.get('strides', [1] * axes)[axis]
    windows = math.ceil((size + pads[axis] + pads[axis + axes] - spans[axis]) / stride) + 1
    return windows - 1 if (windows - 1) * stride >= size + pads[axis] else windows


def global_pool(g, x, shape):
    if len(shape) not in (3, 4):
        raise NotHere
    return g.node(g.pick('GlobalAveragePool', 'GlobalMaxPool'), x), list(shape[:2]) + [1] * (len(shape) - 2)
