"""Steps that spread, resize and choose elements."""
import numpy as np

from graph import NotHere


def need(condition):
    if not condition:
        raise NotHere


def transposed(g, x, shape):
    need(len(shape) in (3, 4) and g.opset >= 11)
    axes = len(shape) - 2
    group = g.pick(1, 1, shape[1])
    filters = g.below(3)
    kernel, strides = [g.below(3) for _ in range(axes)], [g.below(3) for _ in range(axes)]
    dilations = [g.pick(1, 1, 2) for _ in range(axes)]
    more = [int(g.random.randint(0, max(s, d))) for s, d in zip(strides, dilations)]
    pads = [int(g.random.randint(0, k)) for k in kernel + kernel]
    spans = [d * (k - 1) + 1 for d, k in zip(dilations, kernel)]
    sizes = [s * (n - 1) + m + span - pads[a] - pads[a + axes]
             for a, (s, n, m, span) in enumerate(zip(strides, shape[2:], more, spans))]
    need(min(sizes) > 0)
    bias = [g.floats(filters * group)] if g.maybe() else []
    made = g.node('ConvTranspose', x, g.floats(shape[1], filters, *kernel), *bias, group=group, strides=strides,
                  dilations=dilations, pads=pads, output_padding=more)
    return made, [shape[0], filters * group] + sizes


def resized(g, x, shape):
    need(len(shape) in (3, 4) and g.opset >= 13)
    sizes = [g.below(2 * n) for n in shape[2:]]
    mode = g.pick('nearest', 'linear')
    more = dict(nearest_mode=g.pick('floor', 'ceil', 'round_prefer_floor')) if mode == 'nearest' else {}
    made = g.node('Resize', x, None, None, g.ints(list(shape[:2]) + sizes), mode=mode,
                  coordinate_transformation_mode=g.pick('half_pixel', 'asymmetric', 'align_corners'), **more)
    return made, list(shape[:2]) + sizes


def cumulated(g, x, shape):
    need(g.opset >= 14)
    axis = g.signed(g.axis(shape), len(shape))
    return g.node('CumSum', x, np.int64(axis), exclusive=int(g.maybe()), reverse=int(g.maybe())), shape


def top(g, x, shape):
    need(g.opset >= 11)
    axis = g.axis(shape)
    count = g.below(shape[axis])
    values = g.node('TopK', x, g.ints([count]), outputs=2, axis=axis, largest=int(g.maybe()))
    return values[0], [count if a == axis else n for a, n in enumerate(shape)]


def edges(g, x, shape):
    need(g.opset >= 13)
    pads = [int(g.random.randint(0, 3)) for _ in range(2 * len(shape))]
    made = g.node('Pad', x, g.ints(pads), mode='edge')
    return made, [n + pads[a] + pads[a + len(shape)] for a, n in enumerate(shape)]


def elements(g, x, shape):
    need(g.opset >= 11)
    axis = g.axis(shape)
    result = [g.below(n) for n in shape]
    indices = g.random.randint(-shape[axis], shape[axis], result).astype(np.int64)
    return g.node('GatherElements', x, indices, axis=axis), result


def triangle(g, x, shape):
    need(g.opset >= 14 and len(shape) >= 2)
    return g.node('Trilu', x, np.int64(g.pick(-1, 0, 1)), upper=int(g.maybe())), shape


ALL = [transposed, transposed, resized, cumulated, top, edges, elements, triangle]
