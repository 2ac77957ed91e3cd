"""One runtime with one model: answers each line "N" on stdin with N run times in nanoseconds.

worker.py RUNTIME MODEL SAMPLES.f32 [PLAN_LIBRARY [HOP]]. Every runtime gets one thread, its tensors bound once where its API
allows that, and is timed by the same clock around one run. The first line printed is the output of the first run.
"""

import ctypes
import json
import sys
import time

import numpy as np


def litert(model, samples):
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    def fed(**options):
        made = Interpreter(model_path=model, num_threads=1, **options)
        made.allocate_tensors()
        to = made.get_input_details()[0]
        made.set_tensor(to["index"], samples.astype(to["dtype"]).reshape(to["shape"]))
        return made

    interpreter = fed()
    output = interpreter.get_output_details()[0]["index"]
    if all(tensor["dtype"] != np.int8 for tensor in interpreter.get_tensor_details()):
        return interpreter.invoke, lambda: interpreter.get_tensor(output)
    # fast kernels of integers round in other ways than the reference kernels, which are exact: those tell the result
    exact = fed(experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    exact.invoke()
    return interpreter.invoke, lambda: exact.get_tensor(output)


def onnxruntime(model, samples):
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    binding = session.io_binding()
    fed = session.get_inputs()[0]
    # an open axis is a batch of one
    shape = [d if isinstance(d, int) else 1 for d in fed.shape]
    binding.bind_cpu_input(fed.name, samples.reshape(shape))
    binding.bind_output(session.get_outputs()[0].name, "cpu")
    return lambda: session.run_with_iobinding(binding), lambda: binding.copy_outputs_to_cpu()[0]


def openvino(model, samples, precision="f32"):
    import openvino as ov

    core = ov.Core()
    settings = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": precision}
    compiled = core.compile_model(core.read_model(model), "CPU", settings)
    request = compiled.create_infer_request()
    request.set_input_tensor(ov.Tensor(samples.reshape(compiled.input(0).shape)))
    return lambda: (request.start_async(), request.wait()), lambda: request.get_output_tensor().data


def tensorflow(model, samples):
    import tensorflow as tf

    import convert

    definition = convert.read(model)
    decode = convert.samples_node(definition).name
    output = convert.output_node(definition).name
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(definition, name="")
    config = tf.compat.v1.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    session = tf.compat.v1.Session(graph=graph, config=config)
    call = session.make_callable(output + ":0", feed_list=[decode + ":0", decode + ":1"])
    rate = np.int32(16000)
    column = samples.reshape(16000, 1)
    last = []

    def run():
        last[:] = [call(column, rate)]

    return run, lambda: last[0]


def kwsbench(model, samples, library, hop=None):
    from native import Hops, Session

    session = Session(library, model)
    if hop:
        hops = Hops(session, samples, 16000, int(hop))
        return hops.run, hops.fetch
    session.feed(samples, 16000)
    return session.run, session.fetch


def main():
    runtime, model, samples_file = sys.argv[1:4]
    samples = np.fromfile(samples_file, dtype=np.float32)
    loaders = {f.__name__: f for f in (litert, onnxruntime, openvino, tensorflow, kwsbench)}
    run, fetch = loaders[runtime](model, samples, *sys.argv[4:])
    run()
    print(json.dumps([float(p) for p in np.ravel(fetch())]), flush=True)
    clock = time.perf_counter_ns
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = clock()
            run()
            times.append(clock() - start)
        print(json.dumps(times), flush=True)


if __name__ == "__main__":
    main()
