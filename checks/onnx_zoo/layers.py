"""Convolutions, pools, normalizations, products and recurrent layers."""

from models import MODELS, Graph, floats, ints, one


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
        'dilated': ([1, 3, 9, 8], dict(kernel_shape=[3, 2], dilations=[2, 3])),
        'dilated_pad': ([1, 3, 9, 8], dict(kernel_shape=[3, 3], dilations=[2, 1], pads=[2, 1, 1, 0])),
        'dilated_stride': ([1, 3, 9, 8], dict(kernel_shape=[2, 3], dilations=[3, 2], strides=[2, 1], pads=[1, 2, 1, 2])),
        'line_dilated': ([1, 3, 31], dict(kernel_shape=[3], dilations=[4], strides=[3])),
    }
    for name, (shape, attributes) in cases.items():
        one('max_pool_' + name, 'MaxPool', shape, opset=12, **attributes)
        one('average_pool_' + name, 'AveragePool', shape, opset=19, **attributes)
        one('norm_pool_' + name, 'LpPool', shape, opset=18, p=1 + len(name) % 3, **attributes)
        if 'pads' in attributes:
            one('average_pool_counted_' + name, 'AveragePool', shape, opset=19, count_include_pad=1, **attributes)
    for rank in (3, 4):
        shape = [1, 3, 9, 8][:rank]
        one('global_average_%d' % rank, 'GlobalAveragePool', shape)
        one('global_max_%d' % rank, 'GlobalMaxPool', shape)
        for p in (1, 2, 3):
            one('global_norm_%d_%d' % (p, rank), 'GlobalLpPool', shape, p=p)


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
    for op, count in gates.items():
        graph = Graph(op.lower() + '_sequences', [7, 3, 5], 14)
        states = [floats(2, 3, 4) for _ in range(2 if op == 'LSTM' else 1)]
        values = graph.node(op, 'x', floats(2, 4 * count, 5), floats(2, 4 * count, 4), floats(2, 8 * count), None, *states,
                            outputs=2, hidden_size=4, direction='bidirectional')
        graph.node('Concat', graph.node('Reshape', values[0], ints(7, 3, 8)),
                   graph.node('Reshape', values[1], ints(1, 3, 8)), last=True, axis=0)
        MODELS.append(graph)
    graph = Graph('gru_long', [90, 1, 5], 14)
    graph.node('GRU', 'x', floats(1, 12, 5), floats(1, 12, 4), floats(1, 24), last=True, hidden_size=4)
    MODELS.append(graph)
