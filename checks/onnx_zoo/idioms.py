"""What exporters write around the layers."""

import numpy as np
from onnx import TensorProto

from models import MODELS, Graph, floats, ints


def idioms():
    graph = Graph('flatten_by_shape', [1, 4, 5, 6], 13)
    size = graph.node('Gather', graph.node('Shape', 'x'), np.int64(0), axis=0)
    shape = graph.node('Concat', graph.node('Unsqueeze', size, ints(0)), ints(-1), axis=0)
    graph.node('Reshape', 'x', shape, last=True)
    MODELS.append(graph)

    graph = Graph('conv_norm_relu_residual', [1, 4, 9, 8], 13)
    v = graph.node('Conv', 'x', floats(4, 4, 3, 3), floats(4), pads=[1, 1, 1, 1])
    v = graph.node('BatchNormalization', v, floats(4), floats(4), floats(4), floats(4, low=0.1))
    v = graph.node('Relu', graph.node('Add', v, 'x'))
    graph.node('Gemm', graph.node('Flatten', graph.node('GlobalAveragePool', v)), floats(3, 4), floats(3),
               transB=1, last=True)
    MODELS.append(graph)

    graph = Graph('squeeze_excite', [1, 4, 9, 8], 13)
    v = graph.node('Conv', 'x', floats(6, 4, 3, 3), floats(6))
    s = graph.node('GlobalAveragePool', v)
    s = graph.node('Relu', graph.node('Conv', s, floats(2, 6, 1, 1), floats(2)))
    s = graph.node('HardSigmoid', graph.node('Conv', s, floats(6, 2, 1, 1), floats(6)), alpha=1 / 6)
    graph.node('ReduceMean', graph.node('Mul', v, s), last=True, axes=[2, 3], keepdims=0)
    MODELS.append(graph)

    graph = Graph('conv_then_reshape', [1, 1, 12, 10], 13)
    v = graph.node('Conv', 'x', floats(6, 1, 3, 3), floats(6))
    v = graph.node('Transpose', v, perm=[0, 2, 1, 3])
    v = graph.node('Reshape', v, ints(0, 10, 48))
    graph.node('MatMul', v, floats(48, 5), last=True)
    MODELS.append(graph)

    graph = Graph('shuffle', [1, 6, 8, 4], 13)
    v = graph.node('Conv', 'x', floats(6, 3, 1, 1), floats(6), group=2)
    v = graph.node('Reshape', v, ints(1, 2, 3, 8, 4))
    v = graph.node('Reshape', graph.node('Transpose', v, perm=[0, 2, 1, 3, 4]), ints(1, 6, 8, 4))
    graph.node('Conv', v, floats(6, 1, 3, 3), floats(6), group=6, last=True)
    MODELS.append(graph)

    graph = Graph('concat_of_branches', [1, 3, 9, 8], 13)
    a = graph.node('Conv', 'x', floats(4, 3, 3, 3), floats(4), pads=[1, 1, 1, 1])
    b = graph.node('MaxPool', 'x', kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    v = graph.node('Concat', a, b, 'x', axis=1)
    graph.node('Conv', v, floats(2, 10, 1, 1), floats(2), last=True)
    MODELS.append(graph)

    graph = Graph('layer_norm_written_out', [1, 5, 8], 13)
    centered = graph.node('Sub', 'x', graph.node('ReduceMean', 'x', axes=[-1]))
    variance = graph.node('ReduceMean', graph.node('Pow', centered, np.float32(2)), axes=[-1])
    scale = graph.node('Sqrt', graph.node('Add', variance, np.float32(1e-5)))
    v = graph.node('Mul', graph.node('Div', centered, scale), floats(8))
    graph.node('Add', v, floats(8), last=True)
    MODELS.append(graph)

    graph = Graph('attention', [1, 6, 8], 13)
    heads = []
    for _ in range(3):
        v = graph.node('Add', graph.node('MatMul', 'x', floats(8, 8)), floats(8))
        heads.append(graph.node('Transpose', graph.node('Reshape', v, ints(1, 6, 2, 4)), perm=[0, 2, 1, 3]))
    scores = graph.node('MatMul', heads[0], graph.node('Transpose', heads[1], perm=[0, 1, 3, 2]))
    weights = graph.node('Softmax', graph.node('Div', scores, np.float32(2)), axis=-1)
    v = graph.node('Transpose', graph.node('MatMul', weights, heads[2]), perm=[0, 2, 1, 3])
    graph.node('MatMul', graph.node('Reshape', v, ints(1, 6, 8)), floats(8, 8), last=True)
    MODELS.append(graph)

    graph = Graph('class_token', [1, 5, 8], 13)
    shape = graph.node('Shape', 'x')
    batch = graph.node('Unsqueeze', graph.node('Gather', shape, np.int64(0), axis=0), ints(0))
    token = graph.node('Expand', floats(1, 1, 8), graph.node('Concat', batch, ints(1, 8), axis=0))
    v = graph.node('Add', graph.node('Concat', token, 'x', axis=1), floats(1, 6, 8))
    graph.node('Gather', v, np.int64(0), last=True, axis=1)
    MODELS.append(graph)

    graph = Graph('causal_mask', [1, 5, 5], 13)
    mask = np.tril(np.ones((5, 5), bool))
    graph.node('Softmax', graph.node('Where', mask, 'x', np.float32(-9)), last=True, axis=-1)
    MODELS.append(graph)

    graph = Graph('dilated_then_wider', [1, 1, 8, 8], 13)
    v = graph.node('Conv', 'x', floats(1, 1, 3, 3), dilations=[2, 2])
    graph.node('Add', graph.node('Transpose', v, perm=[0, 2, 3, 1]), floats(1, 1, 1, 5), last=True)
    MODELS.append(graph)

    graph = Graph('sum_of_integers', [2, 6], 13)
    whole = graph.node('Cast', graph.node('Mul', 'x', np.float32(9)), to=TensorProto.INT32)
    graph.node('Cast', graph.node('ReduceSum', whole, ints(1)), to=TensorProto.FLOAT, last=True)
    MODELS.append(graph)

    graph = Graph('range_mask', [1, 6, 4], 13)
    steps = graph.node('Cast', graph.node('Range', np.int64(0), np.int64(6), np.int64(1)), to=TensorProto.FLOAT)
    mask = graph.node('Less', steps, np.float32(4))
    mask = graph.node('Cast', graph.node('Unsqueeze', mask, ints(0, 2)), to=TensorProto.FLOAT)
    graph.node('Mul', 'x', mask, last=True)
    MODELS.append(graph)

    graph = Graph('crnn', [1, 1, 20, 30], 13)
    v = graph.node('Relu', graph.node('Conv', 'x', floats(4, 1, 5, 5), floats(4), strides=[2, 2]))
    v = graph.node('Reshape', graph.node('Transpose', v, perm=[3, 0, 1, 2]), ints(13, 1, 32))
    v = graph.node('GRU', v, floats(2, 15, 32), floats(2, 15, 5), floats(2, 30), outputs=2, hidden_size=5,
                   direction='bidirectional', linear_before_reset=1)[0]
    v = graph.node('Reshape', graph.node('Transpose', v, perm=[0, 2, 1, 3]), ints(13, 1, 10))
    v = graph.node('ReduceMean', v, axes=[0], keepdims=0)
    graph.node('Softmax', graph.node('Gemm', v, floats(3, 10), floats(3), transB=1), last=True, axis=1)
    MODELS.append(graph)
