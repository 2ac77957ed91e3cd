"""Operators that choose elements, say where they are, and put some in given places."""

import numpy as np
from onnx import TensorProto

from models import MODELS, Graph, floats, ints, one, several


def picking():
    for op in ('ArgMax', 'ArgMin'):
        for axis in (0, 1, -1):
            several('%s_%d' % (op.lower(), axis), op, [2, 5, 4], outputs=1, kind=TensorProto.INT64, axis=axis)
        several(op.lower() + '_drop', op, [2, 5, 4], outputs=1, kind=TensorProto.INT64, axis=1, keepdims=0)
        graph = Graph(op.lower() + '_last', [2, 5, 4], 13)
        whole = graph.node('Round', 'x')
        graph.node(op, whole, last=True, axis=1, select_last_index=1)
        graph.kind = TensorProto.INT64
        MODELS.append(graph)
    graph = Graph('argmax_of_convolution', [1, 2, 6, 7], 13)
    v = graph.node('Conv', 'x', floats(4, 2, 3, 3), floats(4))
    graph.node('Cast', graph.node('ArgMax', v, axis=1, keepdims=0), last=True, to=TensorProto.FLOAT)
    MODELS.append(graph)
    for take, kind in ((0, TensorProto.FLOAT), (1, TensorProto.INT64)):
        several('top_%d' % take, 'TopK', [3, 7], ints(3), take=take, kind=kind)
        several('top_least_%d' % take, 'TopK', [3, 7, 2], ints(3), take=take, kind=kind, axis=1, largest=0)
        several('top_attribute_%d' % take, 'TopK', [3, 7], opset=9, take=take, kind=kind, k=2)
    one('hardmax', 'Hardmax', [2, 5, 4], axis=1)
    one('hardmax_old', 'Hardmax', [2, 5, 4], opset=11)
    for axis in (-1, 0, 1):
        graph = Graph('one_hot_%d' % axis, [2, 5, 4], 13)
        index = graph.node('ArgMax', 'x', axis=1, keepdims=0)
        graph.node('OneHot', index, np.int64(5), np.array([-0.5, 2], np.float32), last=True, axis=axis)
        MODELS.append(graph)
    graph = Graph('one_hot_beyond', [2, 6], 13)
    index = graph.node('Cast', graph.node('Round', graph.node('Mul', 'x', np.float32(6))), to=TensorProto.INT64)
    graph.node('OneHot', index, np.int64(4), np.array([0, 1], np.float32), last=True)
    MODELS.append(graph)
    for name, attributes in (('', {}), ('_exclusive', dict(exclusive=1)), ('_reverse', dict(reverse=1)),
                             ('_both', dict(exclusive=1, reverse=1))):
        one('cumsum' + name, 'CumSum', [2, 5, 4], np.int64(1), opset=14, **attributes)
        graph = Graph('cumsum_constant' + name, [2, 3], 14)
        steps = graph.node('CumSum', np.arange(6, dtype=np.int64).reshape(2, 3), np.int64(-1), **attributes)
        graph.node('Add', 'x', graph.node('Cast', steps, to=TensorProto.FLOAT), last=True)
        MODELS.append(graph)
    for upper in (0, 1):
        for offset in (None, -1, 2):
            given = [] if offset is None else [np.int64(offset)]
            one('trilu_%d_%s' % (upper, offset), 'Trilu', [2, 4, 5], *given, opset=14, upper=upper)
    graph = Graph('trilu_mask', [1, 5, 5], 14)
    mask = graph.node('Trilu', np.ones((5, 5), bool), np.int64(0), upper=0)
    graph.node('Softmax', graph.node('Where', mask, 'x', np.float32(-9)), last=True, axis=-1)
    MODELS.append(graph)
    one('mod_real', 'Mod', [3, 5], np.float32(0.3), fmod=1)
    one('mod_real_negative', 'Mod', [3, 5], floats(5, low=-0.9, high=-0.2), fmod=1)
    for fmod in (0, 1):
        graph = Graph('mod_whole_%d' % fmod, [3, 5], 13)
        whole = graph.node('Cast', graph.node('Mul', 'x', np.float32(20)), to=TensorProto.INT32)
        left = graph.node('Mod', whole, np.array([3, -3, 4, 5, -7], np.int32), fmod=fmod)
        graph.node('Cast', left, last=True, to=TensorProto.FLOAT)
        MODELS.append(graph)
    graph = Graph('logic_xor', [3, 4], 13)
    low, high = graph.node('Greater', 'x', np.float32(-0.5)), graph.node('Less', 'x', np.float32(0.5))
    graph.node('CastLike', graph.node('Xor', low, high), 'x', last=True)
    graph.opset = 15
    MODELS.append(graph)
    graph = Graph('is_nan', [3, 4], 13)
    missing = graph.node('IsNaN', graph.node('Log', 'x'))
    graph.node('Where', missing, np.float32(0), graph.node('Abs', 'x'), last=True)
    MODELS.append(graph)


def scattering():
    places = np.array([[0, -1, 2], [3, 0, 1]], np.int64)
    one('gather_elements', 'GatherElements', [4, 3], places)
    one('gather_elements_1', 'GatherElements', [2, 5, 3], np.array([[[0, 4, 2]], [[-2, 1, 1]]], np.int64), axis=1)
    graph = Graph('gather_elements_computed', [2, 5], 13)
    graph.node('GatherElements', 'x', graph.node('ArgMax', 'x', axis=1), last=True, axis=1)
    MODELS.append(graph)
    one('gather_nd', 'GatherND', [3, 4, 5], np.array([[0, 1], [2, -1]], np.int64))
    one('gather_nd_whole', 'GatherND', [3, 4], np.array([[[0, 1]], [[2, 3]]], np.int64))
    one('gather_nd_batch', 'GatherND', [2, 4, 5], np.array([[1], [3]], np.int64), batch_dims=1)
    graph = Graph('gather_nd_computed', [2, 5, 3], 13)
    graph.node('GatherND', 'x', graph.node('ArgMax', graph.node('ReduceSum', 'x', ints(2), keepdims=0), axis=1),
               last=True, batch_dims=1)
    MODELS.append(graph)
    updates = floats(2, 3)
    for name, reduction, opset in (('', 'none', 13), ('_add', 'add', 16), ('_mul', 'mul', 16), ('_max', 'max', 18),
                                   ('_min', 'min', 18)):
        attributes = {} if reduction == 'none' else dict(reduction=reduction)
        one('scatter_elements' + name, 'ScatterElements', [4, 3], places, updates, opset=opset, **attributes)
        one('scatter_nd' + name, 'ScatterND', [4, 3, 2], np.array([[0, 1], [3, -1]], np.int64), floats(2, 2),
            opset=opset, **attributes)
    one('scatter_elements_twice', 'ScatterElements', [4, 3], np.array([[1, 1, 1], [1, 2, 1]], np.int64), updates,
        opset=16, reduction='add')
    one('scatter_rows', 'ScatterND', [4, 3], np.array([[2], [0]], np.int64), floats(2, 3))
    graph = Graph('scatter_computed', [4, 3], 13)
    graph.node('ScatterElements', floats(4, 3), places, graph.node('Slice', 'x', ints(0), ints(2), ints(0)), last=True)
    MODELS.append(graph)
