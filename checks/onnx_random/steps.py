"""The steps of a random graph: each takes a value and gives the next one with its shape, or does not fit."""
import numpy as np
from onnx import TensorProto

import picks
import windows
from graph import NotHere

UNARY = ('Relu Sigmoid Tanh Softplus Softsign Abs Neg Erf Elu Selu LeakyRelu HardSigmoid Identity Sin Cos').split()


def need(condition):
    if not condition:
        raise NotHere


def unary(g, x, shape):
    op = g.pick(*UNARY)
    if op in ('Elu', 'LeakyRelu') and g.maybe():
        return g.node(op, x, alpha=round(float(g.random.uniform(0.05, 0.9)), 3)), shape
    if op == 'HardSigmoid' and g.maybe():
        return g.node(op, x, alpha=0.3, beta=0.4), shape
    return g.node(op, x), shape


def later_unary(g, x, shape):
    op, since = g.pick(('Celu', 12), ('HardSwish', 14), ('Mish', 18), ('Gelu', 20), ('ThresholdedRelu', 10))
    need(g.opset >= since)
    if op == 'Gelu' and g.maybe():
        return g.node(op, x, approximate='tanh'), shape
    return g.node(op, x), shape


def positive(g, x, shape):
    op = g.pick('Sqrt', 'Log', 'Reciprocal', 'Pow')
    above = g.node('Add', g.node('Abs', x), np.float32(0.5))
    if op == 'Pow':
        return g.node(op, above, np.float32(g.pick(0.5, 2, 1.5, -1))), shape
    return g.node(op, above), shape


def clip(g, x, shape):
    low, high = np.float32(-0.4), np.float32(0.8)
    if g.opset < 11:
        return g.node('Clip', x, **g.pick(dict(min=-0.4), dict(max=0.8), dict(min=0.0, max=6.0))), shape
    return g.node('Clip', x, *g.pick((low,), (None, high), (low, high))), shape


def spread(g, shape):
    """A shape that broadcasts with another, and what both give."""
    dims = [d if g.maybe(0.6) else 1 for d in shape]
    for axis, size in enumerate(shape):
        if size == 1 and g.maybe(0.2):
            dims[axis] = g.below(4)
    dims = dims[g.random.randint(len(dims) + 1):] if g.maybe() else dims
    if g.maybe(0.1) and len(shape) < 5:
        dims = [g.below(3)] + [1] * (len(shape) - len(dims)) + dims
    return dims, broadcast(shape, dims)


def binary_constant(g, x, shape):
    dims, result = spread(g, shape)
    op = g.pick('Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Sum', 'Mean')
    if op in ('Max', 'Min') and g.opset < 8:
        raise NotHere
    low, high = (0.5, 2.0) if op == 'Div' else (-1.5, 1.5)
    constant = g.floats(*dims, low=low, high=high)
    if op != 'Div' and g.maybe(0.3):
        return g.node(op, constant, x), result
    return g.node(op, x, constant), result


def broadcast(a, b):
    rank = max(len(a), len(b))
    a, b = (1,) * (rank - len(a)) + tuple(a), (1,) * (rank - len(b)) + tuple(b)
    need(all(p == q or 1 in (p, q) for p, q in zip(a, b)))
    return [max(p, q) for p, q in zip(a, b)]


def binary_values(g, x, shape):
    y, other = g.values[g.random.randint(len(g.values))]
    result = broadcast(shape, other)
    op = g.pick('Add', 'Sub', 'Mul', 'Max', 'Min')
    return g.node(op, *((x, y) if g.maybe() else (y, x))), result


def prelu(g, x, shape):
    dims = [d if g.maybe(0.6) else 1 for d in shape][g.random.randint(len(shape)):]
    return g.node('PRelu', x, g.floats(*dims)), shape


def where(g, x, shape):
    dims, result = spread(g, shape)
    ops = ['Greater', 'Less'] + (['GreaterOrEqual', 'LessOrEqual'] if g.opset >= 12 else [])
    mask = g.node(g.pick(*ops), x, g.floats(*dims))
    if g.maybe(0.3):
        mask = g.node('Not', mask)
    if g.maybe(0.2):
        mask = g.node(g.pick('And', 'Or'), mask, g.node('Less', x, np.float32(0.3)))
    if g.maybe(0.2):
        return g.node('Cast', mask, to=TensorProto.FLOAT), result
    choice = g.floats(*[d if g.maybe(0.6) else 1 for d in result])
    return g.node('Where', mask, *((x, choice) if g.maybe() else (choice, x))), result


def normalization(g, x, shape):
    op, since = g.pick(('BatchNormalization', 9), ('BatchNormalization', 9), ('InstanceNormalization', 6),
                       ('LayerNormalization', 17), ('GroupNormalization', 21))
    need(g.opset >= since and len(shape) >= 2)
    channels = shape[1]
    epsilon = g.pick(1e-5, 1e-3, 0.1)
    if op == 'BatchNormalization':
        need(len(shape) <= 4)
        return g.node(op, x, g.floats(channels), g.floats(channels), g.floats(channels),
                      g.floats(channels, low=0.2), epsilon=epsilon), shape
    if op == 'LayerNormalization':
        axis = g.axis(shape)
        need(np.prod(shape[axis:]) > 2)
        scale = g.floats(*shape[axis:])
        bias = [g.floats(*shape[axis:])] if g.maybe(0.7) else []
        return g.node(op, x, scale, *bias, axis=g.signed(axis, len(shape)), epsilon=epsilon), shape
    need(len(shape) in (3, 4) and np.prod(shape[2:]) > 2)
    if op == 'InstanceNormalization':
        return g.node(op, x, g.floats(channels), g.floats(channels), epsilon=epsilon), shape
    groups = g.pick(*[d for d in range(1, channels + 1) if channels % d == 0])
    return g.node(op, x, g.floats(channels), g.floats(channels), num_groups=groups, epsilon=epsilon), shape


def softmax(g, x, shape):
    axis = g.axis(shape)
    need(g.opset >= 13 or axis > 0)
    attributes = {} if g.maybe(0.2) else dict(axis=g.signed(axis, len(shape)) if g.opset >= 11 else axis)
    return g.node(g.pick('Softmax', 'Softmax', 'LogSoftmax'), x, **attributes), shape


def reduction(g, x, shape):
    op = 'Reduce' + g.pick('Mean', 'Mean', 'Sum', 'Max', 'Min', 'L1', 'L2', 'SumSquare')
    axes, keep = g.some_axes(shape), int(g.maybe())
    signed = [g.signed(a, len(shape)) if g.opset >= 11 else a for a in axes]
    result = [1 if a in axes else d for a, d in enumerate(shape) if keep or a not in axes]
    if g.maybe(0.1):
        return g.node(op, x, keepdims=keep), [1] * len(shape) if keep else []
    if g.opset >= 18 or op == 'ReduceSum' and g.opset >= 13:
        return g.node(op, x, g.ints(signed), keepdims=keep), result
    return g.node(op, x, axes=signed, keepdims=keep), result


def transpose(g, x, shape):
    need(len(shape) > 1)
    perm = [int(a) for a in g.random.permutation(len(shape))]
    if g.maybe(0.1):
        return g.node('Transpose', x), shape[::-1]
    return g.node('Transpose', x, perm=perm), [shape[a] for a in perm]


def reshape(g, x, shape):
    left, dims = int(np.prod(shape)), []
    for _ in range(g.below(3)):
        dims.append(int(g.pick(*[d for d in range(1, left + 1) if left % d == 0])))
        left //= dims[-1]
    dims.append(left)
    dims = [dims[i] for i in g.random.permutation(len(dims))]
    written = list(dims)
    if g.maybe(0.4):
        written[g.random.randint(len(dims))] = -1
    for axis in range(min(len(dims), len(shape))):
        if dims[axis] == shape[axis] and written[axis] > 0 and g.maybe(0.4):
            written[axis] = 0
    return g.node('Reshape', x, g.ints(written)), dims


def flatten(g, x, shape):
    axis = g.axis(shape)
    return g.node('Flatten', x, axis=axis), [int(np.prod(shape[:axis])), int(np.prod(shape[axis:]))]


def squeeze(g, x, shape):
    ones = [a for a, d in enumerate(shape) if d == 1]
    need(ones and len(shape) > 1)
    gone = [a for a in ones if g.maybe()] or ones[:1]
    if g.opset >= 13:
        made = g.node('Squeeze', x, g.ints([g.signed(a, len(shape)) for a in gone]))
    else:
        made = g.node('Squeeze', x, axes=gone)
    return made, [d for a, d in enumerate(shape) if a not in gone]


def unsqueeze(g, x, shape):
    need(len(shape) < 5)
    rank = len(shape) + g.below(5 - len(shape))
    new = sorted(int(a) for a in g.random.choice(rank, rank - len(shape), replace=False))
    rest = iter(shape)
    result = [1 if a in new else next(rest) for a in range(rank)]
    if g.opset >= 13:
        return g.node('Unsqueeze', x, g.ints([g.signed(a, rank) for a in new])), result
    return g.node('Unsqueeze', x, axes=new), result


def expand(g, x, shape):
    result = [d if d > 1 else g.below(3) for d in shape]
    written = [d if g.maybe(0.6) else s for d, s in zip(result, shape)]
    return g.node('Expand', x, g.ints(written)), [max(a, b) for a, b in zip(written, shape)]


def tile(g, x, shape):
    times = [g.pick(1, 1, 2, 3) for _ in shape]
    return g.node('Tile', x, g.ints(times)), [d * t for d, t in zip(shape, times)]


def slice_(g, x, shape):
    axes = g.some_axes(shape)
    starts, ends, steps, result = [], [], [], list(shape)
    for axis in axes:
        size = shape[axis]
        start = int(g.random.randint(-size, size))
        end = int(g.pick(g.random.randint(-size, size + 3), 2 ** 63 - 1))
        step = g.pick(1, 1, 2, 3, -1, -2) if g.opset >= 10 else 1
        if step < 0 and g.maybe():
            end = -2 ** 63 + 1
        result[axis] = len(range(*slice(start, end, step).indices(size)))
        starts.append(start), ends.append(end), steps.append(step)
    need(min(result) > 0)
    if g.opset < 10:
        return g.node('Slice', x, starts=starts, ends=ends, axes=axes), result
    more = [] if all(s == 1 for s in steps) and g.maybe() else [g.ints(steps)]
    return g.node('Slice', x, g.ints(starts), g.ints(ends), g.ints(axes), *more), result


def gather(g, x, shape):
    axis = g.axis(shape)
    low = -shape[axis] if g.opset >= 11 else 0
    indices = g.random.randint(low, shape[axis], g.pick((), (1,), (3,), (2, 2)))
    made = g.node('Gather', x, np.asarray(indices, np.int64), axis=g.signed(axis, len(shape)))
    return made, list(shape[:axis]) + list(np.shape(indices)) + list(shape[axis + 1:])


def concat(g, x, shape):
    axis = g.axis(shape)
    parts, size = [x], shape[axis]
    for _ in range(g.below(2)):
        fitting = [(n, s) for n, s in g.values if len(s) == len(shape) and all(
            a == axis or p == q for a, (p, q) in enumerate(zip(s, shape)))]
        if fitting and g.maybe(0.7):
            part, other = fitting[g.random.randint(len(fitting))]
        else:
            other = list(shape)
            other[axis] = g.below(3)
            part = g.constant(g.floats(*other))
        parts.insert(g.random.randint(len(parts) + 1), part)
        size += other[axis]
    result = list(shape)
    result[axis] = size
    return g.node('Concat', *parts, axis=g.signed(axis, len(shape)) if g.opset >= 11 else axis), result


def split(g, x, shape):
    axis = g.axis(shape)
    need(shape[axis] >= 2)
    first = g.below(shape[axis] - 1)
    sizes = [first, shape[axis] - first]
    if g.opset >= 13:
        parts = g.node('Split', x, g.ints(sizes), outputs=2, axis=axis)
    else:
        parts = g.node('Split', x, outputs=2, axis=axis, split=sizes)
    take = g.pick(0, 1, 2)
    if take == 2:
        return g.node('Concat', parts[1], parts[0], axis=axis), shape
    return parts[take], [sizes[take] if a == axis else d for a, d in enumerate(shape)]


def pad(g, x, shape):
    mode = g.pick('constant', 'constant', 'reflect', 'edge')
    rank = len(shape)
    low = -1 if mode == 'constant' else 0
    most = [d - 1 if mode == 'reflect' else 3 for d in shape]
    pads = [int(g.random.randint(low, max(low, min(2, m)) + 1)) if g.maybe() else 0 for m in most + most]
    result = [d + pads[a] + pads[a + rank] for a, d in enumerate(shape)]
    need(min(result) > 0 and all(d + pads[a] > 0 and d + pads[a + rank] > 0 for a, d in enumerate(shape)))
    value = g.pick(0.0, 0.5)
    if g.opset < 11:
        return g.node('Pad', x, pads=pads, mode=mode, value=value), result
    more = [np.float32(value)] if mode == 'constant' and g.maybe() else []
    return g.node('Pad', x, g.ints(pads), *more, mode=mode), result


def matmul(g, x, shape):
    need(len(shape) >= 2)
    batch = [d if g.maybe() else 1 for d in shape[:-2]][g.random.randint(len(shape) - 1):]
    if g.maybe(0.1):
        return g.node('MatMul', x, g.floats(shape[-1])), shape[:-1]
    width = g.below(8)
    if g.maybe(0.3):
        return g.node('MatMul', g.floats(*batch, width, shape[-2]), x), list(shape[:-2]) + [width, shape[-1]]
    return g.node('MatMul', x, g.floats(*batch, shape[-1], width)), list(shape[:-1]) + [width]


def matmul_values(g, x, shape):
    y, other = g.values[g.random.randint(len(g.values))]
    need(len(shape) >= 2 and len(other) >= 2)
    if shape[-1] != other[-2]:
        need(shape[-1] == other[-1])
        perm = list(range(len(other) - 2)) + [len(other) - 1, len(other) - 2]
        y, other = g.node('Transpose', y, perm=perm), other[:-2] + (other[-1], other[-2])
    return g.node('MatMul', x, y), broadcast(shape[:-2], other[:-2]) + [shape[-2], other[-1]]


def gemm(g, x, shape):
    need(len(shape) == 2)
    left, right = int(g.maybe(0.3)), int(g.maybe())
    rows, depth = shape[::-1] if left else shape
    width = g.below(8)
    weights = g.floats(*((width, depth) if right else (depth, width)))
    bias = [g.floats(*g.pick((width,), (1, width), (rows, 1), (rows, width), ()))] if g.maybe(0.8) else []
    need(bias or g.opset >= 11)
    scales = dict(alpha=0.5, beta=2.0) if g.maybe(0.2) else {}
    return g.node('Gemm', x, weights, *bias, transA=left, transB=right, **scales), [rows, width]


def recurrent(g, x, shape):
    need(len(shape) == 3 and shape[0] <= 8 and shape[2] <= 12)
    op, gates = g.pick(('RNN', 1), ('GRU', 3), ('LSTM', 4))
    steps, batch, width = shape
    units, direction = g.below(5), g.pick('forward', 'reverse', 'bidirectional')
    ways = 2 if direction == 'bidirectional' else 1
    inputs = [g.floats(ways, gates * units, width), g.floats(ways, gates * units, units)]
    attributes = dict(hidden_size=units, direction=direction)
    if g.maybe(0.7):
        inputs.append(g.floats(ways, 2 * gates * units))
        if g.maybe(0.3):
            inputs += [None] + [g.floats(ways, batch, units) for _ in range(2 if op == 'LSTM' else 1)]
    if op == 'GRU' and g.maybe():
        attributes['linear_before_reset'] = 1
    values = g.node(op, x, *inputs, outputs=3 if op == 'LSTM' else 2, **attributes)
    if g.maybe(0.7):
        return values[0], [steps, ways, batch, units]
    return values[1], [ways, batch, units]


SHAPES = [transpose, transpose, reshape, reshape, flatten, squeeze, unsqueeze, expand, tile, slice_, slice_, gather,
          concat, concat, split, pad]
STEPS = SHAPES + picks.ALL + [
    unary, unary, later_unary, positive, clip, binary_constant, binary_constant, binary_constant, binary_values,
    binary_values, prelu, where, normalization, normalization, softmax, reduction, reduction, matmul, matmul,
    matmul_values, gemm, gemm, recurrent, windows.convolution, windows.convolution, windows.convolution,
    windows.convolution, windows.pool, windows.pool, windows.global_pool]
