"""A random ONNX graph that grows node by node; every value's shape is known."""
import os
import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from random_choices import Choices, NotHere

MOST_ELEMENTS = 4000
OPSETS = (9, 10, 11, 12, 13, 14, 16, 17, 18, 20, 21)


class Graph(Choices):
    """A model of one input x and one output y."""

    def __init__(self, random):
        super().__init__(random)
        self.opset = int(random.choice(OPSETS))
        self.nodes, self.constants = [], []
        self.shape = self.input_shape()
        self.values = [('x', self.shape)]

    def input_shape(self):
        rank = int(self.random.choice([2, 3, 3, 4, 4, 4, 5]))
        most = {2: 12, 3: 12, 4: 9, 5: 5}[rank]
        first = [1] if self.random.rand() < 0.7 else [self.below(3)]
        return tuple(first + [self.below(most) for _ in range(rank - 1)])

    # chance

    def axis(self, shape):
        return self.axis_of(len(shape))

    def some_axes(self, shape):
        return self.some_axes_of(len(shape))

    # building

    def constant(self, value):
        name = 'c%d' % len(self.constants)
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def ints(self, values):
        return np.array(values, np.int64)

    def node(self, op, *inputs, outputs=1, **attributes):
        names = ['v%d_%d' % (len(self.nodes), i) for i in range(outputs)]
        given = ['' if v is None else v if isinstance(v, str) else self.constant(v) for v in inputs]
        self.nodes.append(helper.make_node(op, given, names, **attributes))
        return names[0] if outputs == 1 else names

    def grow(self):
        from steps import STEPS
        wanted = self.below(9) + 1
        tries = 0
        while wanted > 0 and tries < 60:
            tries += 1
            name, shape = self.values[-1] if self.maybe(0.8) else self.values[self.random.randint(len(self.values))]
            if not shape:
                continue
            family = STEPS[self.random.randint(len(STEPS))]
            before = len(self.nodes), len(self.constants)
            try:
                made = family(self, name, shape)
                if int(np.prod(made[1])) > MOST_ELEMENTS or int(np.prod(made[1])) == 0 or len(made[1]) > 5:
                    raise NotHere
            except NotHere:
                del self.nodes[before[0]:], self.constants[before[1]:]
                continue
            self.values.append((made[0], tuple(int(d) for d in made[1])))
            wanted -= 1

    def model(self):
        last = self.values[-1][0]
        if last == 'x':
            raise NotHere
        self.nodes.append(helper.make_node('Identity', [last], ['y']))
        graph = helper.make_graph(
            self.nodes, 'random', [helper.make_tensor_value_info('x', TensorProto.FLOAT, self.shape)],
            [helper.make_tensor_value_info('y', TensorProto.FLOAT, None)], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', self.opset)])
        model.ir_version = 8
        return model

    def feed(self):
        return self.floats(*self.shape, low=-2, high=2)
