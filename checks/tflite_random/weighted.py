"""Steps with weights or a sliding window: products, convolutions, pools, images of another size."""
import numpy as np

from graph import TYPES
from grow import need


def weights(g, x, values, axis):
    """Weights for a value: real, half, or levels with one scale or one for each output."""
    if not x.narrow and g.precision == 'half':
        half = g.constant(values.astype(np.float16))
        return g.node('DEQUANTIZE', [half], g.tensor('float', values.shape), 'Dequantize')
    if not x.narrow and (g.precision != 'dynamic' or g.maybe(0.2)):
        return g.constant(values)
    need(x.narrow or not tied(x.levels))
    if x.kind == 'uint8':
        zero, scale = int(g.random.randint(1, 256)), float(np.float32(np.max(np.abs(values)) / 128))
        return g.constant(np.clip(np.rint(values / scale) + zero, 0, 255).astype(np.uint8), scale, zero)
    apart = g.maybe(0.7) or not x.narrow and values.shape[0] == 1  # kernels read a scale of each depthwise channel
    others = tuple(a for a in range(values.ndim) if a != axis)
    most = np.max(np.abs(values), axis=others if apart else None, keepdims=True)
    scales = (most / 127 * g.random.uniform(0.5, 1, most.shape)).astype(np.float32) + np.float32(1e-6)
    levels = np.clip(np.rint(values / scales), -127, 127).astype(np.int8)
    if apart:
        return g.constant(levels, scales=scales.reshape(-1), axis=axis)
    return g.constant(levels, scale=float(scales.reshape(-1)[0]))


def tied(levels):
    """Whether a range is as long on both sides of zero.

    The last bit of a double then decides between two zero points, to which LiteRT's kernels quantize such a range.
    """
    rows = levels.reshape(-1, levels.shape[-1])
    low, high = np.append(rows.min(1), rows.min()), np.append(rows.max(1), rows.max())
    return np.any(np.isclose(-low, high, rtol=1e-6))


def bias(g, x, kernel, count):
    if g.maybe(0.2):
        return None
    values = g.floats(count)
    if not x.narrow:
        return g.constant(values)
    scales = np.array(g.part.tensors[kernel.index].quantization.scale, np.float32) * np.float32(x.scale)
    levels = np.rint(values / scales)
    levels = levels.astype(np.int64 if x.kind == 'int16' and g.maybe(0.8) else np.int32)
    if len(scales) == 1:
        return g.constant(levels, scale=float(scales[0]))
    return g.constant(levels, scales=scales)


def sums(bias):
    """The type of sums that kernels for 16 bits go by; they read a bias of another as if it had that type."""
    return TYPES[bias.kind] if bias else TYPES['int64']


def activation(g):
    return g.pick(0, 0, 0, 1, 2, 3)


def image(x):
    need(x.rank == 4 and x.shape[0] == 1)


def window(g, x, most):
    size = [g.below(min(most, d + 1)) for d in x.shape[1:3]]
    stride = g.pick([1, 1], [1, 1], [1, 2], [2, 1], [2, 2], [3, 3])
    return size, dict(strideH=stride[0], strideW=stride[1], padding=g.pick(0, 1), fusedActivationFunction=activation(g))


def dilated(g, options):
    if g.maybe(0.3):
        options.update(dilationHFactor=g.below(3), dilationWFactor=g.below(3))
    return options


def convolution(g, x):
    image(x)
    size, options = window(g, x, 4)
    channels = x.shape[3]
    groups = g.pick(*[d for d in range(1, channels + 1) if channels % d == 0]) if g.maybe(0.15) and g.precision != 'dynamic' else 1
    filters = groups * g.below(8 if groups == 1 else 3)
    kernel = weights(g, x, g.floats(filters, *size, channels // groups), 0)
    added = bias(g, x, kernel, filters)
    return g.node('CONV_2D', [x, kernel, added], g.other(x), 'Conv2D', quantizedBiasType=sums(added), **dilated(g, options))


def depthwise(g, x):
    image(x)
    size, options = window(g, x, 4)
    times = g.pick(1, 1, 1, 2, 3)
    kernel = weights(g, x, g.floats(1, *size, x.shape[3] * times), 3)
    inputs = [x, kernel, bias(g, x, kernel, x.shape[3] * times)]
    return g.node('DEPTHWISE_CONV_2D', inputs, g.other(x), 'DepthwiseConv2D', depthMultiplier=times, **dilated(g, options))


def dense(g, x):
    need(x.rank >= 2)
    width = g.below(9)
    kernel = weights(g, x, g.floats(width, x.shape[-1]), 0)
    added = bias(g, x, kernel, width)
    return g.node('FULLY_CONNECTED', [x, kernel, added], g.other(x), 'FullyConnected', quantizedBiasType=sums(added),
                  keepNumDims=g.maybe(), fusedActivationFunction=activation(g),
                  asymmetricQuantizeInputs=g.precision == 'dynamic' and g.maybe())


def transposed(g, x):
    image(x)
    need(x.narrow or g.precision != 'dynamic')
    size, stride, same = [g.below(4), g.below(4)], [g.below(3), g.below(3)], g.pick(0, 1)
    filters = g.below(5)
    kernel = weights(g, x, g.floats(filters, *size, x.shape[3]), 0)
    out = [d * s - g.random.randint(s) if same == 0 else (d - 1) * s + k + g.random.randint(s)
           for d, s, k in zip(x.shape[1:3], stride, size)]
    added = bias(g, x, kernel, filters)
    inputs = [np.array([1] + out + [filters], np.int32), kernel, x] + [added] * (added is not None)
    return g.node('TRANSPOSE_CONV', inputs, g.other(x), 'TransposeConv', padding=same, quantizedBiasType=sums(added),
                  strideH=stride[0], strideW=stride[1], fusedActivationFunction=g.pick(0, 0, 1))


def matmul(g, x):
    need(x.rank >= 2 and (x.narrow or g.precision != 'dynamic'))
    left, right, width = g.maybe(0.3), g.maybe(), g.below(6)
    depth = x.shape[-2] if left else x.shape[-1]
    batch = [d if g.maybe() else 1 for d in x.shape[:-2]]
    y = g.like(x, *batch, *((width, depth) if right else (depth, width)))
    if g.maybe(0.2):
        y = x
    return g.node('BATCH_MATMUL', [x, y], g.other(x), 'BatchMatMul', adjX=left, adjY=right)


def pool(g, x):
    image(x)
    op = g.pick('MAX_POOL_2D', 'AVERAGE_POOL_2D', 'L2_POOL_2D')
    need(not x.narrow or op != 'L2_POOL_2D')
    size, options = window(g, x, 4)
    return g.node(op, [x], g.same(x), 'Pool2D', filterHeight=size[0], filterWidth=size[1], **options)


def resize(g, x):
    need(x.rank == 4)
    op = g.pick('ResizeBilinear', 'ResizeNearestNeighbor')
    size = np.array([g.below(9), g.below(9)], np.int32)
    corners = g.maybe(0.3)
    name = 'RESIZE_BILINEAR' if op == 'ResizeBilinear' else 'RESIZE_NEAREST_NEIGHBOR'
    return g.node(name, [x, size], g.same(x), op, alignCorners=corners, halfPixelCenters=not corners and g.maybe())


PRODUCTS = [convolution, convolution, depthwise, depthwise, dense, dense, matmul, transposed]
