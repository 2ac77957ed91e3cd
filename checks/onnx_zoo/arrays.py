"""Operators that reduce, move, cut and join."""

import numpy as np
from onnx import TensorProto

from models import MODELS, Graph, floats, ints, one


def reductions():
    for op in 'Mean Sum Max Min Prod L1 L2 SumSquare'.split():
        one('reduce_%s' % op.lower(), 'Reduce' + op, [2, 3, 4], opset=11, axes=[1])
        one('reduce_%s_all' % op.lower(), 'Reduce' + op, [2, 3, 4], opset=11)
        one('reduce_%s_drop' % op.lower(), 'Reduce' + op, [2, 3, 4, 5], opset=11, axes=[-1, 1], keepdims=0)
        one('reduce_%s_input' % op.lower(), 'Reduce' + op, [2, 3, 4], ints(0, 2), opset=18)
    for op in 'L1 L2 SumSquare'.split():
        one('reduce_noop_' + op.lower(), 'Reduce' + op, [2, 3], ints(), opset=18, noop_with_empty_axes=1)
    one('reduce_noop', 'ReduceSum', [2, 3], ints(), opset=13, noop_with_empty_axes=1)
    for axis in (-1, 0, 1, 2):
        one('softmax_%d' % axis, 'Softmax', [2, 3, 4], axis=axis)
        one('log_softmax_%d' % axis, 'LogSoftmax', [2, 3, 4], axis=axis)
    for axis in (1, 2):
        one('softmax_flat_%d' % axis, 'Softmax', [2, 3, 4], opset=11, axis=axis)
    one('softmax_flat_default', 'Softmax', [2, 3, 4], opset=9)


def shapes():
    one('reshape', 'Reshape', [2, 3, 4], ints(0, -1))
    one('reshape_5', 'Reshape', [2, 3, 4], ints(1, 2, 2, 3, 2))
    for axis in (0, 1, 2, 3, -1):
        one('flatten_%d' % axis, 'Flatten', [2, 3, 4], axis=axis)
    one('transpose', 'Transpose', [2, 3, 4])
    one('transpose_perm', 'Transpose', [2, 3, 4, 5], perm=[2, 0, 3, 1])
    one('squeeze', 'Squeeze', [1, 3, 1, 4], ints(0, -2))
    one('squeeze_all', 'Squeeze', [1, 3, 1, 4])
    one('squeeze_attribute', 'Squeeze', [1, 3, 1, 4], opset=11, axes=[2])
    one('unsqueeze', 'Unsqueeze', [3, 4], ints(0, -1))
    one('unsqueeze_attribute', 'Unsqueeze', [3, 4], opset=11, axes=[1, 3])
    one('expand', 'Expand', [3, 1], ints(2, 1, 4))
    one('tile', 'Tile', [2, 3], ints(2, 3))
    one('slice', 'Slice', [5, 6, 7], ints(1, -3), ints(4, 2 ** 63 - 1), ints(0, 2))
    one('slice_step', 'Slice', [5, 6, 7], ints(0), ints(6), ints(1), ints(2))
    one('slice_back', 'Slice', [5, 6, 7], ints(-1), ints(-2 ** 63), ints(1), ints(-1))
    one('slice_back_2', 'Slice', [5, 6, 7], ints(4), ints(0), ints(1), ints(-2))
    one('slice_back_beyond', 'Slice', [2, 6, 3], ints(-5, -2), ints(-2 ** 63, -2 ** 63), ints(0, 1), ints(-1, -2))
    one('slice_attributes', 'Slice', [5, 6, 7], opset=9, starts=[1, 0], ends=[3, -1], axes=[0, 2])
    one('slice_attributes_open', 'Slice', [5, 6, 7], opset=9, starts=[2], ends=[2 ** 63 - 1], axes=[1])
    graph = Graph('slice_to_constant', [5], 13)
    end = graph.node('Unsqueeze', graph.node('Constant', value_int=2 ** 63 - 1), ints(0))
    graph.node('Slice', 'x', ints(1), end, last=True)
    MODELS.append(graph)
    graph = Graph('slice_to_nothing', [2, 3, 4], 13)
    front = graph.node('Slice', graph.node('Shape', 'x'), ints(0), ints(-3), ints(0))
    graph.node('Reshape', 'x', graph.node('Concat', front, ints(6, 4), axis=0), last=True)
    MODELS.append(graph)
    for name, shape, attributes in (('', [4, 4], {}), ('_right', [3, 5], dict(k=2)), ('_below', [5, 3], dict(k=-1)),
                                    ('_beyond', [3, 4], dict(k=9))):
        graph = Graph('eye_like' + name, shape, 13)
        graph.node('Add', 'x', graph.node('EyeLike', 'x', dtype=TensorProto.FLOAT, **attributes), last=True)
        MODELS.append(graph)
    one('gather', 'Gather', [5, 6, 7], ints(3, 0, -1), axis=1)
    one('gather_one', 'Gather', [5, 6, 7], np.int64(-2), axis=2)
    one('gather_matrix', 'Gather', [5, 6, 7], np.array([[1, 2], [0, 3]], np.int64), axis=0)
    one('concat', 'Concat', [1, 3, 4], floats(1, 2, 4), axis=1)
    one('pad', 'Pad', [1, 3, 4], ints(0, 1, 2, 0, 0, 1))
    one('pad_value', 'Pad', [1, 3, 4], ints(0, 1, 2, 0, 0, 1), np.float32(0.5))
    one('pad_cut', 'Pad', [1, 3, 4], ints(0, -1, 2, 0, 0, -1))
    one('pad_reflect', 'Pad', [1, 3, 6], ints(0, 0, 2, 0, 0, 3), mode='reflect')
    one('pad_attribute', 'Pad', [1, 3, 4], opset=10, pads=[0, 1, 2, 0, 0, 1], value=0.5)
    for name, sizes, opset, attributes in (
            ('input', ints(1, 2, 3), 13, {}), ('attribute', None, 11, dict(split=[1, 2, 3])),
            ('count', None, 18, dict(num_outputs=3))):
        graph = Graph('split_' + name, [2, 6, 3], opset)
        given = [sizes] if sizes is not None else []
        parts = graph.node('Split', 'x', *given, outputs=3, axis=1, **attributes)
        graph.node('Concat', parts[2], parts[0], parts[1], last=True, axis=1)
        MODELS.append(graph)
