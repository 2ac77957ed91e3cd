"""The steps of a random graph: each takes a value and gives the next one, or does not fit."""
import numpy as np
from ai_edge_litert import schema_py_generated as schema

import moves
import weighted
from graph import RANGES
from grow import need

ACTIVATIONS = 'RELU RELU6 RELU_N1_TO_1 RELU_0_TO_1 ABS HARD_SWISH ELU EXP SQRT RSQRT LOG'.split()
PLAIN = 'NEG FLOOR CEIL ROUND SIGN SIN COS SQUARE'.split()


def unary(g, x):
    op = g.pick(*ACTIVATIONS, *PLAIN)
    need(not x.narrow or op not in PLAIN)
    if op in ('SQRT', 'RSQRT', 'LOG') and not x.narrow:
        above = g.node('ABS', [x], g.tensor('float'))
        x = g.node('ADD', [above, np.float32(0.5)], g.tensor('float'), 'Add')
    if op == 'RELU' and g.maybe(0.3):
        return g.node(op, [x], g.same(x))
    return g.node(op, [x], g.other(x))


def squashed(g, x):
    """LOGISTIC, TANH and SOFTMAX, whose levels have one scale always."""
    op = g.pick('LOGISTIC', 'TANH', 'SOFTMAX', 'SOFTMAX', 'LOG_SOFTMAX')
    out = g.tensor(x.kind, None, *fixed(op, x.kind))
    if op == 'SOFTMAX':
        return g.node(op, [x], out, 'Softmax', beta=g.pick(1.0, 1.0, 0.5, 2.0))
    return g.node(op, [x], out, 'LogSoftmax' if op == 'LOG_SOFTMAX' else None)


def fixed(op, kind):
    if kind == 'float':
        return None, 0
    if kind == 'int16':
        return 1 / 32768, 0
    if op == 'LOG_SOFTMAX':
        return 16 / 256, RANGES[kind][1]
    if op == 'TANH':
        return 1 / 128, 128 if kind == 'uint8' else 0
    return 1 / 256, RANGES[kind][0]


def leaky(g, x):
    op = g.pick('LEAKY_RELU', 'PRELU', 'GELU')
    if op == 'PRELU':
        return g.node(op, [x, g.like(x, *spread(g, x.shape[1:], grow=False))], g.other(x))
    if op == 'GELU':
        return g.node(op, [x], g.other(x), 'Gelu', approximate=g.maybe())
    return g.node(op, [x], g.other(x), 'LeakyRelu', alpha=round(float(g.random.uniform(-0.2, 0.9)), 3))


def spread(g, shape, grow=True):
    """A shape that broadcasts with another."""
    dims = [d if g.maybe(0.6) else 1 for d in shape]
    for axis, size in enumerate(shape):
        if grow and size == 1 and axis > 0 and g.maybe(0.2):
            dims[axis] = g.below(4)
    return dims[g.random.randint(len(dims) + 1):] if g.maybe() and grow else dims


OPTIONS = {'ADD': 'Add', 'SUB': 'Sub', 'MUL': 'Mul', 'DIV': 'Div', 'MAXIMUM': 'MaximumMinimum',
           'MINIMUM': 'MaximumMinimum', 'SQUARED_DIFFERENCE': 'SquaredDifference'}


def binary(g, x):
    op = g.pick('ADD', 'ADD', 'SUB', 'MUL', 'MUL', 'MAXIMUM', 'MINIMUM', 'SQUARED_DIFFERENCE', 'DIV')
    if op == 'DIV':
        need(not x.narrow)
        return g.node(op, [x, g.floats(*spread(g, x.shape), low=0.5, high=2)], g.tensor('float'), 'Div')
    levels = op in ('MAXIMUM', 'MINIMUM')
    y = g.values[g.random.randint(len(g.values))] if g.maybe(0.3) else g.like(x, *spread(g, x.shape))
    need(y.kind == x.kind)
    if levels and x.narrow:
        need(y is not x)
        y.scale, y.zero = (x.scale, x.zero) if y not in g.values else (y.scale, y.zero)
        g.part.tensors[y.index].quantization.scale = [y.scale]
        g.part.tensors[y.index].quantization.zeroPoint = [y.zero]
    out = g.same(x) if levels else g.other(x)
    more = {} if levels or op == 'SQUARED_DIFFERENCE' else dict(fusedActivationFunction=g.pick(0, 0, 0, 1, 2, 3))
    if op in ('ADD', 'SUB'):
        more['potScaleInt16'] = False
    return g.node(op, [x, y] if g.maybe(0.7) else [y, x], out, OPTIONS[op], **more)


def chosen(g, x):
    op = g.pick('GREATER', 'LESS_EQUAL', 'EQUAL', 'NOT_EQUAL', 'LESS', 'GREATER_EQUAL')
    mask = g.node(op, [x, g.like(x, *[1] * x.rank) if x.narrow else np.float32(g.pick(0, 0.3))], g.tensor('bool'))
    if g.maybe(0.3):
        mask = g.node('LOGICAL_NOT', [mask], g.tensor('bool'))
    if g.maybe(0.3) and not x.narrow:
        return g.node('CAST', [mask], g.tensor('float'), 'Cast')
    other = np.full(x.shape, -0.25, np.float32)
    if x.narrow:
        levels = g.random.randint(*RANGES[x.kind], x.shape).astype(x.kind)
        other = g.constant(levels, x.scale, x.zero)
    return g.node(g.pick('SELECT', 'SELECT_V2'), [mask, x, other], g.same(x))


def reduction(g, x):
    op = g.pick('MEAN', 'MEAN', 'SUM', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_PROD')
    axes = np.array([g.signed(a, x.rank) for a in g.some_axes(x)], np.int32)
    out = g.same(x) if op in ('REDUCE_MAX', 'REDUCE_MIN') else g.other(x)
    need(len(axes) < x.rank or g.maybe(0.2))
    need(op != 'SUM' or x.kind not in ('int8', 'int16'))  # the reference kernel adds up levels and leaves the scale out
    return g.node(op, [x, axes], out, 'Reducer', keepDims=g.maybe())


def normalized(g, x):
    op = g.pick('L2_NORMALIZATION', 'CUMSUM', 'ARG_MAX')
    if op == 'L2_NORMALIZATION':
        out = g.tensor(x.kind, None, *((None, 0) if not x.narrow else (1 / 128, 128 if x.kind == 'uint8' else 0)))
        return g.node(op, [x], out, 'L2Norm')
    axis = np.int32(g.signed(g.axis(x), x.rank))
    if op == 'CUMSUM':
        need(not x.narrow)
        return g.node(op, [x, axis], g.tensor('float'), 'Cumsum', exclusive=g.maybe(), reverse=g.maybe())
    need(x.kind != 'int16')
    found = g.node(op, [x, axis], g.tensor('int32'), 'ArgMax', outputType=schema.TensorType.INT32)
    return g.node('CAST', [found], g.tensor('float'), 'Cast')


def rescaled(g, x):
    kind = g.pick(*RANGES) if g.maybe(0.3) else x.kind
    return g.node('QUANTIZE', [x], g.other(x, kind), 'Quantize')


def real(g, x):
    need(x.narrow)
    return g.node('DEQUANTIZE', [x], g.tensor('float'), 'Dequantize')


def quantized(g, x):
    need(x is g.input)
    return g.node('QUANTIZE', [x], g.other(x, g.pick('int8', 'int8', 'uint8', 'int16')), 'Quantize')


COMMON = moves.ALL + [unary, unary, squashed, squashed, leaky, binary, binary, binary, binary, chosen, reduction,
                      reduction, normalized, weighted.pool, weighted.pool, weighted.resize] + 2 * weighted.PRODUCTS
INTEGER = COMMON + [rescaled, real]
STEPS = {'float': COMMON, 'half': COMMON, 'dynamic': COMMON + 3 * weighted.PRODUCTS, 'int8': INTEGER, 'uint8': INTEGER,
         'int16': INTEGER, 'mixed': INTEGER + 20 * [quantized]}
