"""What makes the zoo's models: small graphs of one input x and one output y."""
import os
import sys
import zlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from values_file import write

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
        self.kind = TensorProto.FLOAT
        self.nodes, self.constants, self.functions = [], [], []

    def constant(self, value):
        name = 'c%d' % len(self.constants)
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, op, *inputs, outputs=1, last=False, domain='', **attributes):
        names = ['y' if last and i == 0 else 'v%d_%d' % (len(self.nodes), i) for i in range(outputs)]
        given = ['' if v is None else v if isinstance(v, str) else self.constant(v) for v in inputs]
        self.nodes.append(helper.make_node(op, given, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def save(self, folder):
        graph = helper.make_graph(
            self.nodes, self.name,
            [helper.make_tensor_value_info('x', TensorProto.FLOAT, self.shape)],
            [helper.make_tensor_value_info('y', self.kind, None)], self.constants)
        domains = {node.domain for node in self.nodes} - {''}
        opsets = [helper.make_opsetid('', self.opset)] + [helper.make_opsetid(name, 1) for name in sorted(domains)]
        model = helper.make_model(graph, opset_imports=opsets, functions=self.functions)
        model.ir_version = 8
        # by its name: a model more does not change what the others are fed
        random = np.random.RandomState(zlib.crc32(b'zoo ' + self.name.encode()))
        feed = random.uniform(-1, 1, self.shape).astype(np.float32)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        # as the operators say it: what is fused rounds elsewhere
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=['CPUExecutionProvider'])
        result = session.run(['y'], {'x': feed})[0]
        path = os.path.join(folder, self.name)
        onnx.save(model, path + '.onnx')
        write(path + '.input.csv', feed)
        write(path + '.output.csv', result)


def one(name, op, shape, *inputs, opset=13, **attributes):
    """A model of one node on x."""
    graph = Graph(name, shape, opset)
    graph.node(op, 'x', *inputs, last=True, **attributes)
    MODELS.append(graph)


def several(name, op, shape, *inputs, opset=13, outputs=2, take=1, kind=TensorProto.FLOAT, **attributes):
    """A model of one node on x that has several outputs; y is one of them, of a type."""
    graph = Graph(name, shape, opset)
    values = graph.node(op, 'x', *inputs, outputs=outputs, **attributes)
    graph.node('Identity', values if outputs == 1 else values[take], last=True)
    graph.kind = kind
    MODELS.append(graph)
