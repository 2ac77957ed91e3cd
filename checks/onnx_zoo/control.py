"""Branches and loops that constants decide, functions, several outputs."""

import numpy as np
from onnx import AttributeProto, TensorProto, helper, numpy_helper

from models import MODELS, Graph, floats, ints


def value(name, kind=TensorProto.FLOAT, shape=None):
    return helper.make_tensor_value_info(name, kind, shape)


def constant(array, name):
    return numpy_helper.from_array(np.asarray(array), name)


def branches():
    for taken in (True, False):
        graph = Graph('if_%s' % str(taken).lower(), [2, 3], 13)
        then = helper.make_graph([helper.make_node('Mul', ['x', 'k'], ['t'])], 'then', [], [value('t')],
                                 [constant(np.float32(3), 'k')])
        other = helper.make_graph([helper.make_node('Neg', ['x'], ['e'])], 'else', [], [value('e')])
        graph.node('If', np.array(taken), last=True, then_branch=then, else_branch=other)
        MODELS.append(graph)
    graph = Graph('if_of_shape', [2, 3], 13)
    rank = graph.node('Size', graph.node('Shape', 'x'))
    squeezed = helper.make_graph([helper.make_node('ReduceSum', ['x', 'a'], ['t'], keepdims=0)], 'then', [],
                                 [value('t')], [constant(ints(1), 'a')])
    kept = helper.make_graph([helper.make_node('Identity', ['x'], ['e'])], 'else', [], [value('e')])
    graph.node('If', graph.node('Equal', rank, np.int64(2)), last=True, then_branch=squeezed, else_branch=kept)
    MODELS.append(graph)


def loops():
    nodes = [helper.make_node('Mul', ['s', 'w'], ['p']), helper.make_node('Add', ['p', 'x'], ['n']),
             helper.make_node('Identity', ['c'], ['d']), helper.make_node('Tanh', ['n'], ['r'])]
    body = helper.make_graph(
        nodes, 'body', [value('i', TensorProto.INT64, []), value('c', TensorProto.BOOL, []), value('s')],
        [value('d', TensorProto.BOOL), value('n'), value('r')], [constant(np.float32(0.5), 'w')])
    for output in range(2):
        graph = Graph('loop_%d' % output, [2, 3], 13)
        made = graph.node('Loop', np.int64(4), np.array(True), np.zeros((2, 3), np.float32), outputs=2, body=body)
        graph.node('Identity', made[output], last=True)
        MODELS.append(graph)
    nodes = [helper.make_node('Gather', ['x', 'i'], ['row'], axis=0), helper.make_node('Add', ['s', 'row'], ['n']),
             helper.make_node('Less', ['i', 'last'], ['d'])]
    body = helper.make_graph(
        nodes, 'body', [value('i', TensorProto.INT64, []), value('c', TensorProto.BOOL, []), value('s')],
        [value('d', TensorProto.BOOL), value('n')], [constant(np.int64(2), 'last')])
    graph = Graph('loop_until', [5, 3], 13)
    graph.node('Loop', None, np.array(True), np.zeros(3, np.float32), last=True, body=body)
    MODELS.append(graph)
    for name, attributes in (('', {}), ('_backwards', dict(scan_input_directions=[1], scan_output_directions=[1])),
                             ('_axes', dict(scan_input_axes=[1], scan_output_axes=[1]))):
        width = 4 if name == '_axes' else 3
        nodes = [helper.make_node('MatMul', ['s', 'w'], ['p']), helper.make_node('Add', ['p', 'row'], ['q']),
                 helper.make_node('Tanh', ['q'], ['n']), helper.make_node('Identity', ['n'], ['out'])]
        body = helper.make_graph(nodes, 'body', [value('s', shape=[width]), value('row', shape=[width])],
                                 [value('n', shape=[width]), value('out', shape=[width])],
                                 [constant(floats(width, width), 'w')])
        for output in range(2):
            graph = Graph('scan%s_%d' % (name, output), [4, 3], 13)
            made = graph.node('Scan', np.zeros(width, np.float32), 'x', outputs=2, body=body, num_scan_inputs=1,
                              **attributes)
            graph.node('Identity', made[output], last=True)
            MODELS.append(graph)


def functions():
    nodes = [helper.make_node('LeakyRelu', ['a'], ['b']), helper.make_node('Mul', ['b', 's'], ['c'])]
    nodes[0].attribute.append(AttributeProto(name='alpha', type=AttributeProto.FLOAT, ref_attr_name='slope'))
    leaky = helper.make_function('own', 'ScaledLeaky', ['a', 's'], ['c'], nodes, [helper.make_opsetid('', 13)],
                                 attributes=['slope'])
    graph = Graph('function', [2, 5], 13)
    graph.functions = [leaky]
    v = graph.node('ScaledLeaky', 'x', np.float32(2), domain='own', slope=0.3)
    graph.node('ScaledLeaky', v, floats(5), domain='own', slope=0.1, last=True)
    MODELS.append(graph)
    clipped = helper.make_function('own', 'Low', ['a', 'low', 'high'], ['c'],
                                   [helper.make_node('Clip', ['a', 'low', 'high'], ['c'])],
                                   [helper.make_opsetid('', 13)])
    graph = Graph('function_without_inputs', [2, 5], 13)
    graph.functions = [clipped]
    graph.node('Low', 'x', np.float32(-0.25), domain='own', last=True)
    MODELS.append(graph)


def control():
    branches()
    loops()
    functions()
