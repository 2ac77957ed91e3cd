"""Operators that work element by element."""

import numpy as np
from onnx import TensorProto

from models import MODELS, Graph, floats, one


def elementwise():
    for op in ('Relu Sigmoid Tanh Softplus Softsign Exp Abs Neg Floor Ceil Round Sign Sin Cos Erf '
               'Elu Selu LeakyRelu HardSigmoid Celu').split():
        one('unary_' + op.lower(), op, [1, 3, 4, 5])
    one('thresholded_relu', 'ThresholdedRelu', [1, 3, 40], alpha=0.3)
    one('elu_alpha', 'Elu', [2, 7], alpha=0.3)
    one('selu_own', 'Selu', [2, 7], alpha=1.2, gamma=0.7)
    one('leaky_alpha', 'LeakyRelu', [1, 4, 9], alpha=0.3)
    one('hard_sigmoid_own', 'HardSigmoid', [1, 9], alpha=0.3, beta=0.4)
    one('hard_swish', 'HardSwish', [1, 4, 9], opset=14)
    one('mish', 'Mish', [1, 4, 9], opset=18)
    one('gelu', 'Gelu', [1, 4, 9], opset=20)
    one('gelu_tanh', 'Gelu', [1, 4, 9], opset=20, approximate='tanh')
    one('celu_alpha', 'Celu', [1, 4, 9], alpha=0.4)
    one('prelu_channel', 'PRelu', [1, 3, 4, 5], floats(3, 1, 1))
    one('prelu_one', 'PRelu', [1, 3, 4], floats(1))
    one('clip_6', 'Clip', [1, 30], np.float32(0), np.float32(6))
    one('clip_low', 'Clip', [1, 30], np.float32(-0.5))
    one('clip_high', 'Clip', [1, 30], None, np.float32(0.25))
    one('clip_attributes', 'Clip', [1, 30], opset=7, min=-0.5, max=0.25)
    for op in 'Add Sub Mul Div'.split():
        one('binary_' + op.lower(), op, [1, 3, 4, 5], floats(1, 3, 4, 5, low=0.5))
        one('channel_' + op.lower(), op, [1, 3, 4, 5], floats(3, 1, 1, low=0.5))
        one('scalar_' + op.lower(), op, [1, 3, 4], np.float32(1.5))
        one('higher_' + op.lower(), op, [4, 5], floats(2, 3, 1, 5, low=0.5))
    for op in 'Max Min Sum Mean'.split():
        one('variadic_' + op.lower(), op, [2, 3, 4], floats(3, 4), floats(4), floats(1))
    one('pow_2', 'Pow', [1, 9], np.float32(2))
    one('pow_3', 'Pow', [1, 9], np.float32(3))
    one('pow_by_int', 'Pow', [1, 9], np.int64(2))
    for op in ('Sqrt', 'Log', 'Reciprocal'):
        graph = Graph('positive_' + op.lower(), [2, 9], 13)
        graph.node(op, graph.node('Add', graph.node('Abs', 'x'), np.float32(0.1)), last=True)
        MODELS.append(graph)
    graph = Graph('pow_half', [2, 9], 13)
    graph.node('Pow', graph.node('Abs', 'x'), np.float32(0.5), last=True)
    MODELS.append(graph)
    for op, opset in (('Greater', 13), ('Less', 13), ('GreaterOrEqual', 16), ('LessOrEqual', 16)):
        graph = Graph('where_' + op.lower(), [2, 3, 4], opset)
        mask = graph.node(op, 'x', floats(3, 1))
        graph.node('Where', mask, 'x', floats(4), last=True)
        MODELS.append(graph)
    graph = Graph('logic', [3, 4], 13)
    low, high = graph.node('Greater', 'x', np.float32(-0.5)), graph.node('Less', 'x', np.float32(0.5))
    both = graph.node('And', low, high)
    outside = graph.node('Not', graph.node('Or', both, graph.node('Greater', 'x', np.float32(0.9))))
    graph.node('Add', graph.node('Cast', both, to=TensorProto.FLOAT),
               graph.node('Cast', outside, to=TensorProto.FLOAT), last=True)
    MODELS.append(graph)
    one('dropout', 'Dropout', [2, 5])
    one('identity', 'Identity', [2, 5])
