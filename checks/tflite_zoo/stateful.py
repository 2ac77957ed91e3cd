"""Layers of one time step that keep a state, which no converter makes: each step of a sequence is an operator, and all have
one state."""
import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

from models import RANDOM, floats, one

FLOAT, INT8, INT16, INT32 = (getattr(schema.TensorType, name) for name in ('FLOAT32', 'INT8', 'INT16', 'INT32'))
OPERATOR = schema.BuiltinOperator
TYPES = {FLOAT: np.float32, INT8: np.int8, INT16: np.int16, INT32: np.int32}
STEPS, FEATURES = 6, 10


class Model:
    """A model that is written operator by operator."""

    def __init__(self):
        self.model, self.graph = schema.ModelT(), schema.SubGraphT()
        self.model.version, self.model.description = 3, 'zoo'
        self.model.buffers, self.model.operatorCodes, self.model.subgraphs = [schema.BufferT()], [], [self.graph]
        self.graph.tensors, self.graph.operators = [], []

    def tensor(self, name, kind, shape=None, values=None, scale=None, zero=0, variable=False):
        tensor = schema.TensorT()
        tensor.name, tensor.type, tensor.isVariable, tensor.buffer = name, kind, variable, 0
        tensor.shape = list(np.shape(values) if shape is None else shape)
        if values is not None:
            buffer = schema.BufferT()
            buffer.data = np.frombuffer(np.asarray(values, TYPES[kind]).tobytes(), np.uint8)
            tensor.buffer = len(self.model.buffers)
            self.model.buffers.append(buffer)
        if scale is not None:
            tensor.quantization = schema.QuantizationParametersT()
            tensor.quantization.scale, tensor.quantization.zeroPoint = [scale], [zero]
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1

    def operator(self, op, inputs, outputs, kind, options):
        code, operator = schema.OperatorCodeT(), schema.OperatorT()
        code.builtinCode, code.deprecatedBuiltinCode, code.version = op, min(op, 127), 3
        operator.opcodeIndex = len(self.model.operatorCodes)
        self.model.operatorCodes.append(code)
        operator.inputs, operator.outputs = inputs, outputs
        operator.builtinOptionsType, operator.builtinOptions = kind, options
        self.graph.operators.append(operator)

    def convert(self):
        builder = flatbuffers.Builder(0)
        builder.Finish(self.model.Pack(builder), b'TFL3')
        return bytes(builder.Output())


def over_steps(kind, units, step, scale=None, zero=0, out_scale=None, out_zero=0):
    """A model of STEPS rows, each of which an operator takes: step(model, row, result)."""
    model = Model()
    x = model.tensor('x', kind, [STEPS, FEATURES], scale=scale, zero=zero)
    axis = model.tensor('axis', INT32, values=np.int32(0))
    rows = [model.tensor('row%d' % i, kind, [1, FEATURES], scale=scale, zero=zero) for i in range(STEPS)]
    split = schema.SplitOptionsT()
    split.numSplits = STEPS
    model.operator(OPERATOR.SPLIT, [axis, x], rows, schema.BuiltinOptions.SplitOptions, split)
    results = [model.tensor('step%d' % i, kind, [1, units], scale=out_scale, zero=out_zero) for i in range(STEPS)]
    step(model, rows, results)
    y = model.tensor('y', kind, [STEPS, units], scale=out_scale, zero=out_zero)
    joined = schema.ConcatenationOptionsT()
    joined.axis = 0
    model.operator(OPERATOR.CONCATENATION, results, [y], schema.BuiltinOptions.ConcatenationOptions, joined)
    model.graph.inputs, model.graph.outputs = [x], [y]
    return model


def weights(model, name, values, hybrid, scale=1 / 127):
    if not hybrid:
        return model.tensor(name, FLOAT, values=values)
    return model.tensor(name, INT8, values=np.rint(values / scale), scale=scale)


def svdf(units, rank, memory, hybrid=False, asymmetric=False, activation=0, bias=True):
    def step(model, rows, results):
        filters = units * rank
        kernel = weights(model, 'kernel', floats(filters, FEATURES), hybrid)
        times = weights(model, 'times', floats(filters, memory), hybrid)
        added = model.tensor('bias', FLOAT, values=floats(units)) if bias else -1
        state = model.tensor('state', FLOAT, [1, filters * memory], variable=True)
        options = schema.SVDFOptionsT()
        options.rank, options.fusedActivationFunction, options.asymmetricQuantizeInputs = rank, activation, asymmetric
        for row, result in zip(rows, results):
            model.operator(OPERATOR.SVDF, [row, kernel, times, added, state], [result],
                           schema.BuiltinOptions.SVDFOptions, options)
    return over_steps(FLOAT, units, step)


def svdf_of_levels(units, rank, memory):
    def step(model, rows, results):
        filters = units * rank
        kernel = model.tensor('kernel', INT8, values=RANDOM.randint(-127, 128, (filters, FEATURES)), scale=0.01)
        times = model.tensor('times', INT16, values=RANDOM.randint(-32767, 32768, (filters, memory)), scale=2.0 ** -15)
        bias = model.tensor('bias', INT32, values=RANDOM.randint(-90000, 90000, units), scale=2.0 ** -26)
        state = model.tensor('state', INT16, [1, filters * memory], scale=2.0 ** -11, variable=True)
        options = schema.SVDFOptionsT()
        options.rank, options.fusedActivationFunction = rank, 1
        for row, result in zip(rows, results):
            model.operator(OPERATOR.SVDF, [row, kernel, times, bias, state], [result],
                           schema.BuiltinOptions.SVDFOptions, options)
    return over_steps(INT8, units, step, scale=0.02, zero=-3, out_scale=0.03, out_zero=-128)


def rnn(units, hybrid=False, asymmetric=False, activation=4):
    def step(model, rows, results):
        kernel = weights(model, 'kernel', floats(units, FEATURES), hybrid)
        recurrent = weights(model, 'recurrent', floats(units, units), hybrid)
        bias = model.tensor('bias', FLOAT, values=floats(units))
        state = model.tensor('state', FLOAT, [1, units], variable=True)
        options = schema.RNNOptionsT()
        options.fusedActivationFunction, options.asymmetricQuantizeInputs = activation, asymmetric
        for row, result in zip(rows, results):
            model.operator(OPERATOR.RNN, [row, kernel, recurrent, bias, state], [result],
                           schema.BuiltinOptions.RNNOptions, options)
    return over_steps(FLOAT, units, step)


def stateful():
    shape = [STEPS, FEATURES]
    one('svdf', shape, svdf(7, 1, 4))
    one('svdf_rank', shape, svdf(5, 3, 4, activation=1))
    one('svdf_no_bias', shape, svdf(5, 2, 1, bias=False))
    one('svdf_dynamic', shape, svdf(7, 2, 5, hybrid=True))
    one('svdf_asymmetric', shape, svdf(7, 2, 5, hybrid=True, asymmetric=True, activation=1))
    one('svdf_levels', shape, svdf_of_levels(6, 1, 5))
    one('svdf_rank_levels', shape, svdf_of_levels(4, 3, 3))
    one('rnn_steps', shape, rnn(6))
    one('rnn_steps_relu', shape, rnn(6, activation=1))
    one('rnn_steps_dynamic', shape, rnn(6, hybrid=True))
    one('rnn_steps_asymmetric', shape, rnn(6, hybrid=True, asymmetric=True))
