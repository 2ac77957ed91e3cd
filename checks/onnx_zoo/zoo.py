"""Makes small ONNX models, one per operator, attribute and idiom, with what ONNX Runtime computes.

    zoo.py DIR

Writes NAME.onnx, NAME.input.csv and NAME.output.csv into DIR: the shape in the first line, then one
value per line. Needs the PyPI packages onnx, onnxruntime and numpy.
"""
import os
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

RANDOM = np.random.RandomState(7)
MODELS = []


def floats(*shape, low=-1, high=1):
    return RANDOM.uniform(low, high, shape).astype(np.float32)


def ints(*values):
    return np.array(values, np.int64)


class Graph:
    """A model of one input x and one output y."""

    def __init__(self, name, shape, opset):
        self.name, self.shape, self.opset = name, shape, opset
        self.nodes, self.constants = [], []

    def constant(self, value):
        name = 'c%d' % len(self.constants)
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, op, *inputs, outputs=1, last=False, **attributes):
        names = ['y' if last and i == 0 else 'v%d_%d' % (len(self.nodes), i) for i in range(outputs)]
        given = ['' if v is None else v if isinstance(v, str) else self.constant(v) for v in inputs]
        self.nodes.append(helper.make_node(op, given, names, **attributes))
        return names[0] if outputs == 1 else names

    def save(self, folder):
        graph = helper.make_graph(
            self.nodes, self.name,
            [helper.make_tensor_value_info('x', TensorProto.FLOAT, self.shape)],
            [helper.make_tensor_value_info('y', TensorProto.FLOAT, None)], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', self.opset)])
        model.ir_version = 8
        feed = floats(*self.shape)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=['CPUExecutionProvider'])
        result = session.run(['y'], {'x': feed})[0]
        path = os.path.join(folder, self.name)
        onnx.save(model, path + '.onnx')
        write(path + '.input.csv', feed)
        write(path + '.output.csv', result)


def write(file, values):
    with open(file, 'w') as out:
        out.write('shape ' + ' '.join(map(str, values.shape)) + '\n')
        out.writelines('%.9g\n' % v for v in values.reshape(-1))


def one(name, op, shape, *inputs, opset=13, **attributes):
    """A model of one node on x."""
    graph = Graph(name, shape, opset)
    graph.node(op, 'x', *inputs, last=True, **attributes)
    MODELS.append(graph)


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


def convolutions():
    cases = {
        'plain': ([1, 3, 9, 8], (5, 3, 3, 3), {}),
        'same': ([1, 3, 9, 8], (5, 3, 3, 3), dict(pads=[1, 1, 1, 1])),
        'stride_pad': ([1, 3, 10, 8], (5, 3, 3, 3), dict(pads=[1, 1, 1, 1], strides=[2, 2])),
        'uneven': ([1, 2, 11, 8], (4, 2, 5, 2), dict(pads=[0, 1, 2, 0], strides=[2, 1])),
        'same_upper': ([1, 2, 11, 8], (4, 2, 4, 3), dict(auto_pad='SAME_UPPER', strides=[2, 3])),
        'same_lower': ([1, 2, 11, 8], (4, 2, 4, 3), dict(auto_pad='SAME_LOWER', strides=[2, 3])),
        'valid': ([1, 2, 11, 8], (4, 2, 4, 3), dict(auto_pad='VALID')),
        'dilated': ([1, 2, 15, 13], (4, 2, 3, 3), dict(dilations=[2, 3])),
        'dilated_same': ([1, 2, 15, 13], (4, 2, 3, 3), dict(dilations=[2, 3], pads=[2, 3, 2, 3])),
        'dilated_stride': ([1, 2, 15, 13], (4, 2, 3, 3), dict(dilations=[2, 1], strides=[2, 2])),
        'depthwise': ([1, 4, 9, 8], (4, 1, 3, 3), dict(group=4)),
        'depthwise_pad': ([1, 4, 9, 8], (4, 1, 3, 3), dict(group=4, pads=[1, 1, 1, 1])),
        'depthwise_stride': ([1, 4, 10, 8], (4, 1, 3, 3), dict(group=4, pads=[1, 1, 1, 1], strides=[2, 2])),
        'depthwise_strides': ([1, 4, 10, 9], (4, 1, 3, 1), dict(group=4, pads=[1, 0, 1, 0], strides=[2, 1])),
        'depthwise_many': ([1, 3, 9, 8], (6, 1, 3, 3), dict(group=3)),
        'depthwise_dilated': ([1, 3, 9, 14], (3, 1, 1, 3), dict(group=3, dilations=[1, 4], pads=[0, 4, 0, 4])),
        'groups': ([1, 6, 7, 7], (4, 3, 3, 3), dict(group=2, pads=[1, 1, 1, 1])),
        'groups_many': ([1, 6, 7, 7], (9, 2, 3, 3), dict(group=3)),
        'pointwise': ([1, 6, 7, 7], (9, 6, 1, 1), {}),
        'row': ([1, 1, 40, 20], (8, 1, 20, 8), dict(strides=[1, 2])),
        'line': ([1, 3, 30], (5, 3, 4), {}),
        'line_stride': ([1, 3, 30], (5, 3, 4), dict(strides=[3], pads=[2, 1])),
        'line_same': ([1, 3, 30], (5, 3, 5), dict(pads=[2, 2])),
        'line_dilated': ([1, 3, 30], (5, 3, 3), dict(dilations=[4], pads=[4, 4])),
        'line_dilated_stride': ([1, 3, 31], (5, 3, 3), dict(dilations=[3], strides=[2])),
        'line_depthwise': ([1, 4, 30], (4, 1, 5), dict(group=4, pads=[2, 2])),
        'line_depthwise_stride': ([1, 4, 30], (4, 1, 5), dict(group=4, pads=[2, 2], strides=[2])),
        'line_depthwise_dilated': ([1, 4, 40], (4, 1, 5), dict(group=4, pads=[6, 6], dilations=[3])),
        'line_groups': ([1, 4, 30], (6, 2, 3), dict(group=2)),
        'samples': ([1, 1, 800], (8, 1, 80), dict(strides=[20])),
        'stride_beyond': ([1, 3, 20], (5, 3, 2), dict(strides=[5])),
    }
    for name, (shape, weights, attributes) in cases.items():
        one('conv_' + name, 'Conv', shape, floats(*weights), floats(weights[0]), **attributes)
    one('conv_depthwise_row_strides', 'Conv', [1, 2, 1, 8], floats(2, 1, 3, 3), group=2, pads=[1, 1, 1, 1],
        strides=[1, 2])
    one('conv_depthwise_row_padded', 'Conv', [1, 2, 1, 8], floats(2, 1, 1, 3), group=2, pads=[1, 1, 1, 1],
        strides=[1, 2])
    one('max_pool_valid_with_pads', 'MaxPool', [1, 2, 4, 8], kernel_shape=[1, 3], auto_pad='VALID', pads=[0, 1, 0, 1])
    one('conv_without_bias', 'Conv', [1, 3, 9, 8], floats(5, 3, 3, 3))


def pools():
    cases = {
        'plain': ([1, 3, 9, 8], dict(kernel_shape=[2, 2], strides=[2, 2])),
        'default_stride': ([1, 3, 9, 8], dict(kernel_shape=[3, 2])),
        'pad': ([1, 3, 9, 8], dict(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])),
        'uneven': ([1, 3, 9, 8], dict(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 1, 1, 0])),
        'ceil': ([1, 3, 9, 8], dict(kernel_shape=[2, 3], strides=[2, 2], ceil_mode=1)),
        'ceil_pad': ([1, 3, 9, 8], dict(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=1)),
        'same_upper': ([1, 3, 9, 8], dict(kernel_shape=[3, 2], strides=[2, 2], auto_pad='SAME_UPPER')),
        'same_lower': ([1, 3, 9, 8], dict(kernel_shape=[3, 2], strides=[2, 2], auto_pad='SAME_LOWER')),
        'line': ([1, 3, 31], dict(kernel_shape=[4], strides=[4])),
        'line_pad': ([1, 3, 31], dict(kernel_shape=[5], strides=[2], pads=[2, 2])),
    }
    for name, (shape, attributes) in cases.items():
        one('max_pool_' + name, 'MaxPool', shape, opset=12, **attributes)
        one('average_pool_' + name, 'AveragePool', shape, opset=19, **attributes)
        if 'pads' in attributes:
            one('average_pool_counted_' + name, 'AveragePool', shape, opset=19, count_include_pad=1, **attributes)
    for rank in (3, 4):
        shape = [1, 3, 9, 8][:rank]
        one('global_average_%d' % rank, 'GlobalAveragePool', shape)
        one('global_max_%d' % rank, 'GlobalMaxPool', shape)


def normalizations():
    for rank in (2, 3, 4):
        shape = [1, 3, 9, 8][:rank]
        one('batch_norm_%d' % rank, 'BatchNormalization', shape,
            floats(3), floats(3), floats(3), floats(3, low=0.1), epsilon=0.01)
    one('instance_norm', 'InstanceNormalization', [1, 3, 9, 8], floats(3), floats(3))
    one('instance_norm_line', 'InstanceNormalization', [1, 3, 9], floats(3), floats(3))
    one('layer_norm', 'LayerNormalization', [1, 5, 8], floats(8), floats(8), opset=17)
    one('layer_norm_2', 'LayerNormalization', [1, 5, 8], floats(5, 8), opset=17, axis=1)
    one('group_norm', 'GroupNormalization', [1, 6, 5, 4], floats(6), floats(6), opset=21, num_groups=3)


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
    one('slice_attributes', 'Slice', [5, 6, 7], opset=9, starts=[1, 0], ends=[3, -1], axes=[0, 2])
    one('slice_attributes_open', 'Slice', [5, 6, 7], opset=9, starts=[2], ends=[2 ** 63 - 1], axes=[1])
    graph = Graph('slice_to_constant', [5], 13)
    end = graph.node('Unsqueeze', graph.node('Constant', value_int=2 ** 63 - 1), ints(0))
    graph.node('Slice', 'x', ints(1), end, last=True)
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


def products():
    one('matmul', 'MatMul', [3, 4], floats(4, 5))
    one('matmul_batch', 'MatMul', [2, 3, 4], floats(4, 5))
    one('matmul_vector', 'MatMul', [2, 3, 4], floats(4))
    one('matmul_batches', 'MatMul', [2, 3, 4], floats(2, 4, 5))
    one('matmul_spread', 'MatMul', [2, 1, 3, 4], floats(1, 3, 4, 5))
    one('matmul_of_vector', 'MatMul', [4], floats(4, 5))
    one('gemm', 'Gemm', [3, 4], floats(4, 5), floats(5))
    one('gemm_transposed', 'Gemm', [3, 4], floats(5, 4), floats(5), transB=1)
    one('gemm_scaled', 'Gemm', [4, 3], floats(5, 4), floats(3, 1), transA=1, transB=1, alpha=0.5, beta=2.0)
    one('gemm_without_bias', 'Gemm', [3, 4], floats(4, 5))
    graph = Graph('matmul_itself', [1, 2, 5, 4], 13)
    graph.node('MatMul', 'x', graph.node('Transpose', 'x', perm=[0, 1, 3, 2]), last=True)
    MODELS.append(graph)


def recurrent():
    gates = {'RNN': 1, 'GRU': 3, 'LSTM': 4}
    for op, count in gates.items():
        for direction in ('forward', 'reverse', 'bidirectional'):
            ways = 2 if direction == 'bidirectional' else 1
            for output in range(2):
                graph = Graph('%s_%s_%d' % (op.lower(), direction, output), [7, 1, 5], 14)
                values = graph.node(
                    op, 'x', floats(ways, 4 * count, 5), floats(ways, 4 * count, 4), floats(ways, 8 * count),
                    outputs=3 if op == 'LSTM' else 2, hidden_size=4, direction=direction)
                graph.node('Identity', values[output], last=True)
                MODELS.append(graph)
    graph = Graph('gru_reset_after', [7, 1, 5], 14)
    graph.node('GRU', 'x', floats(1, 12, 5), floats(1, 12, 4), floats(1, 24), last=True,
               hidden_size=4, linear_before_reset=1)
    MODELS.append(graph)
    graph = Graph('gru_without_bias', [7, 1, 5], 14)
    graph.node('GRU', 'x', floats(1, 12, 5), floats(1, 12, 4), last=True, hidden_size=4, linear_before_reset=1)
    MODELS.append(graph)
    graph = Graph('lstm_initial', [7, 1, 5], 14)
    graph.node('LSTM', 'x', floats(1, 16, 5), floats(1, 16, 4), floats(1, 32), None, floats(1, 1, 4), floats(1, 1, 4),
               last=True, hidden_size=4)
    MODELS.append(graph)
    graph = Graph('lstm_cell_state', [7, 1, 5], 14)
    values = graph.node('LSTM', 'x', floats(2, 16, 5), floats(2, 16, 4), floats(2, 32), outputs=3,
                        hidden_size=4, direction='bidirectional')
    graph.node('Identity', values[2], last=True)
    MODELS.append(graph)
    graph = Graph('rnn_relu', [7, 1, 5], 14)
    graph.node('RNN', 'x', floats(1, 4, 5), floats(1, 4, 4), floats(1, 8), last=True, hidden_size=4,
               activations=['Relu'])
    MODELS.append(graph)
    graph = Graph('gru_long', [90, 1, 5], 14)
    graph.node('GRU', 'x', floats(1, 12, 5), floats(1, 12, 4), floats(1, 24), last=True, hidden_size=4)
    MODELS.append(graph)


def idioms():
    """What exporters write around the layers."""
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


def main(folder):
    for family in (elementwise, convolutions, pools, normalizations, reductions, shapes, products,
                   recurrent, idioms):
        family()
    os.makedirs(folder, exist_ok=True)
    made, without = 0, []
    for graph in MODELS:
        try:
            graph.save(folder)
            made += 1
        except Exception as e:
            without.append('%s: %s' % (graph.name, str(e).splitlines()[0][:150]))
    for line in without:
        print('not run by ONNX Runtime: ' + line)
    print('%d models' % made)


if __name__ == '__main__':
    main(sys.argv[1])
