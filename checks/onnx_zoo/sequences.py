"""Sequences whose parts a model picks by their numbers, and the statistics of a norm as outputs."""
import numpy as np
from onnx import helper

from models import MODELS, Graph, floats, ints


def picked(name, shape, split, places, opset=13, **attributes):
    """The parts at some places of x cut into a sequence, joined along axis 1."""
    graph = Graph(name, shape, opset)
    given = ['x'] if split is None else ['x', split]
    sequence = graph.node('SplitToSequence', *given, **attributes)
    parts = [graph.node('SequenceAt', sequence, np.int64(place)) for place in places]
    graph.node('Concat', *parts, last=True, axis=1)
    MODELS.append(graph)


def sequences():
    picked('sequence_of_heads', [1, 6, 8], np.int64(2), [2, 0], axis=1)
    picked('sequence_with_rest', [1, 7, 8], np.int64(3), [-1, 1], axis=1)
    picked('sequence_of_one', [1, 6, 8], np.int64(2**31 - 1), [0, -1], axis=1)
    picked('sequence_of_sizes', [1, 6, 8], ints(1, 3, 2), [1, -3], axis=-2)
    picked('sequence_of_rows', [1, 5, 8], None, [4, 0], axis=1)
    picked('sequence_of_vectors', [1, 5, 8], None, [3, -5], axis=1, keepdims=0)

    graph = Graph('sequence_of_channels', [1, 4, 9, 8], 13)
    v = graph.node('Conv', 'x', floats(6, 4, 3, 3), floats(6), pads=[1, 1, 1, 1])
    parts = graph.node('SplitToSequence', v, ints(2, 4), axis=1)
    a, b = (graph.node('SequenceAt', parts, np.int64(i)) for i in range(2))
    v = graph.node('Concat', graph.node('Relu', b), a, axis=1)
    graph.node('Conv', v, floats(3, 6, 1, 1), floats(3), last=True)
    MODELS.append(graph)

    graph = Graph('sequence_constructed', [2, 5], 13)
    parts = graph.node('SequenceConstruct', graph.node('Neg', 'x'), graph.node('Exp', 'x'), 'x')
    a, b = (graph.node('SequenceAt', parts, np.int64(i)) for i in (1, -3))
    graph.node('Mul', a, b, last=True)
    MODELS.append(graph)

    for axis, scale in ((-1, floats(8)), (1, floats(5, 8))):
        graph = Graph('layer_norm_statistics_%d' % (axis % 3), [2, 5, 8], 17)
        y, mean, deviation = graph.node('LayerNormalization', 'x', scale, outputs=3, axis=axis)
        graph.node('Sub', graph.node('Mul', y, deviation), mean, last=True)
        MODELS.append(graph)

    # as PyTorch's newer exporter writes it
    graph = Graph('sequence_in_function', [1, 6, 8], 13)
    graph.functions.append(helper.make_function(
        'mine', 'Pick', ['parts', 'place'], ['part'],
        [helper.make_node('SequenceAt', ['parts', 'place'], ['part'])], [helper.make_opsetid('', 13)]))
    parts = graph.node('SplitToSequence', 'x', np.int64(2), axis=1)
    a, b = (graph.node('Pick', parts, np.int64(i), domain='mine') for i in (2, 0))
    graph.node('Sub', a, b, last=True)
    MODELS.append(graph)
