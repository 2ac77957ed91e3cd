"""A random TensorFlow Lite graph that grows operator by operator, each tried in LiteRT before the next."""
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter, OpResolverType

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from random_choices import Choices, NotHere

MOST_ELEMENTS = 4000
TYPES = {'float': schema.TensorType.FLOAT32, 'half': schema.TensorType.FLOAT16, 'int8': schema.TensorType.INT8,
         'uint8': schema.TensorType.UINT8, 'int16': schema.TensorType.INT16, 'int32': schema.TensorType.INT32,
         'int64': schema.TensorType.INT64, 'bool': schema.TensorType.BOOL}
KINDS = {'float32': 'float', 'float16': 'half'}
RANGES = {'int8': (-128, 127), 'uint8': (0, 255), 'int16': (-32768, 32767)}


class Value:
    """A tensor of the graph; levels stand for scale · (level - zero)."""

    def __init__(self, index, kind, scale=None, zero=0, shape=None):
        self.index, self.kind, self.scale, self.zero, self.shape = index, kind, scale, zero, shape

    @property
    def rank(self):
        return len(self.shape)

    @property
    def narrow(self):
        return self.kind in RANGES


class Graph(Choices):
    """A model of one input and one output.

    The precision is that of the activations ('float', 'int8', 'uint8', 'int16'), or of a float model's weights
    ('half', 'dynamic'), or 'mixed' for a model that quantizes what it is given.
    """

    def __init__(self, random, precision):
        self.random, self.precision = random, precision
        self.model = schema.ModelT()
        self.model.version, self.model.description = 3, b'random'
        self.model.operatorCodes, self.model.buffers = [], [schema.BufferT(), ]
        self.part = schema.SubGraphT()
        self.part.tensors, self.part.operators = [], []
        self.model.subgraphs = [self.part]
        kind = precision if precision in RANGES else 'float'
        self.input = self.tensor(kind, self.input_shape(), *self.mapping(kind))
        self.part.inputs = [self.input.index]
        self.values, self.feed = [self.input], self.levels_of(self.input)
        self.input.levels = self.feed

    def input_shape(self):
        rank = self.pick(2, 2, 3, 3, 4, 4, 4, 4, 4)
        most = {2: 20, 3: 12, 4: 9}[rank]
        first = 1 if rank == 4 or self.maybe(0.7) else self.below(4)
        return (first,) + tuple(self.below(most) for _ in range(rank - 1))

    # chance

    def axis(self, value):
        return self.axis_of(value.rank)

    def some_axes(self, value):
        return self.some_axes_of(value.rank)

    def mapping(self, kind):
        """A scale and a zero point for levels; nothing for other numbers."""
        if kind not in RANGES:
            return None, 0
        low, high = RANGES[kind]
        reach = np.exp(self.random.uniform(np.log(0.5), np.log(8)))
        scale = float(np.float32(reach * 2 / (high - low)))
        if self.maybe(0.05):
            scale = float(2.0 ** np.round(np.log2(scale)))
        return scale, 0 if kind == 'int16' else int(self.random.randint(low, high + 1)) if self.maybe(0.8) else 0

    def levels_of(self, value):
        if not value.narrow:
            return self.floats(*value.shape, low=-2, high=2)
        low, high = RANGES[value.kind]
        middle = self.random.normal((low + high + 1) // 2, (high - low) / 5, value.shape)
        return np.clip(np.rint(middle), low, high).astype(value.kind)

    # building

    def tensor(self, kind, shape=None, scale=None, zero=0, scales=None, axis=0):
        """A tensor; scales are those of a constant with several."""
        made = schema.TensorT()
        made.type, made.name = TYPES[kind], b't%d' % len(self.part.tensors)
        made.shape = [] if shape is None else [int(d) for d in shape]
        if scale is not None or scales is not None:
            made.quantization = schema.QuantizationParametersT()
            made.quantization.scale = [scale] if scales is None else [float(s) for s in scales]
            made.quantization.zeroPoint = [zero] if scales is None else [0] * len(scales)
            made.quantization.quantizedDimension = axis
        self.part.tensors.append(made)
        return Value(len(self.part.tensors) - 1, kind, scale, zero, None if shape is None else tuple(shape))

    def constant(self, values, scale=None, zero=0, scales=None, axis=0):
        values = np.asarray(values)
        kind = KINDS.get(values.dtype.name, values.dtype.name)
        made = self.tensor(kind, values.shape, scale, zero, scales, axis)
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(np.ascontiguousarray(values).tobytes(), np.uint8)
        self.model.buffers.append(buffer)
        self.part.tensors[made.index].buffer = len(self.model.buffers) - 1
        return made

    def ints(self, values):
        return self.constant(np.array(values, np.int32))

    def like(self, value, *shape):
        """A constant that a value of these levels can meet: of its kind, with levels of its own."""
        if not value.narrow:
            return self.constant(self.floats(*shape, low=-1.5, high=1.5))
        low, high = RANGES[value.kind]
        scale, zero = self.mapping(value.kind)
        return self.constant(self.random.randint(low, high + 1, shape).astype(value.kind), scale, zero)

    def same(self, value):
        """An output whose levels mean what the value's do."""
        return self.tensor(value.kind, None, value.scale, value.zero)

    def other(self, value, kind=None):
        """An output with levels of its own; its scale is fitted later."""
        kind = kind or value.kind
        return self.tensor(kind, None, *self.mapping(kind))

    def node(self, op, inputs, outputs, options=None, version=1, **fields):
        """Appends an operator. Inputs are values, None or arrays that become constants."""
        code = schema.OperatorCodeT()
        code.builtinCode = getattr(schema.BuiltinOperator, op)
        code.deprecatedBuiltinCode, code.version = min(code.builtinCode, 127), version
        made = schema.OperatorT()
        made.opcodeIndex = len(self.model.operatorCodes)
        made.inputs = [-1 if i is None else i.index if isinstance(i, Value) else self.constant(i).index for i in inputs]
        made.outputs = [o.index for o in (outputs if isinstance(outputs, list) else [outputs])]
        if options:
            made.builtinOptionsType = getattr(schema.BuiltinOptions, options + 'Options')
            made.builtinOptions = getattr(schema, options + 'OptionsT')()
            for name, value in fields.items():
                assert hasattr(made.builtinOptions, name), name
                setattr(made.builtinOptions, name, value)
        self.model.operatorCodes.append(code)
        self.part.operators.append(made)
        return outputs

    def bytes(self, outputs):
        self.part.outputs = [o.index for o in outputs]
        builder = flatbuffers.Builder(4096)
        builder.Finish(self.model.Pack(builder), b'TFL3')
        return bytes(builder.Output())


def reference(model):
    """LiteRT with its reference kernels."""
    runtime = Interpreter(model_content=model, num_threads=1, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    runtime.allocate_tensors()
    return runtime


def run(runtime, feed):
    runtime.set_tensor(runtime.get_input_details()[0]['index'], feed)
    runtime.invoke()
    return [runtime.get_tensor(detail['index']) for detail in runtime.get_output_details()]
