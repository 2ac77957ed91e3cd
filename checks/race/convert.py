"""Makes a frozen TensorFlow graph's peers: ONNX and LiteRT files with the same weights.

Both take the decoded samples (float32 [16000, 1]) and yield the probabilities. A graph that a converter cannot take
gives None and the reason; nothing is approximated. ExtractImagePatches is spelled as a convolution with an identity
kernel, which both formats know and which computes the same numbers.
"""

import os
import sys

import numpy as np
import tensorflow as tf
from tensorflow.core.framework import graph_pb2

SAMPLES = "decoded_sample_data"


def read(path):
    graph = graph_pb2.GraphDef()
    with open(path, "rb") as file:
        graph.ParseFromString(file.read())
    return graph


def samples_node(graph):
    """The DecodeWav node, whose outputs the challenge feeds."""
    return next(node for node in graph.node if node.op == "DecodeWav")


def output_node(graph):
    """The only node that nothing reads."""
    read_names = {name.lstrip("^").split(":")[0] for node in graph.node for name in node.input}
    sinks = [node for node in graph.node if node.name not in read_names and node.op != "NoOp"]
    return next((node for node in sinks if "softmax" in node.name.lower()), sinks[-1])


def without_decoding(graph):
    """The graph from the decoded samples on, with a placeholder in DecodeWav's place."""
    decode = samples_node(graph)
    wanted, stack = set(), [output_node(graph).name]
    by_name = {node.name: node for node in graph.node}
    while stack:
        name = stack.pop()
        if name in wanted:
            continue
        wanted.add(name)
        if name != decode.name:
            stack += [i.lstrip("^").split(":")[0] for i in by_name[name].input]
    result = graph_pb2.GraphDef(versions=graph.versions)
    for node in graph.node:
        if node.name not in wanted:
            continue
        if node.name == decode.name:
            new = result.node.add(name=node.name, op="Placeholder")
            new.attr["dtype"].type = tf.float32.as_datatype_enum
            new.attr["shape"].shape.CopyFrom(tf.TensorShape([16000, 1]).as_proto())
            continue
        new = result.node.add()
        new.CopyFrom(node)
        for i, name in enumerate(node.input):
            if name == decode.name + ":1":
                new.input[i] = "race_rate"
    rate = result.node.add(name="race_rate", op="Const")
    rate.attr["dtype"].type = tf.int32.as_datatype_enum
    rate.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(16000, tf.int32))
    return result


def patches_as_convolutions(graph):
    result = graph_pb2.GraphDef(versions=graph.versions)
    for node in graph.node:
        if node.op != "ExtractImagePatches":
            result.node.add().CopyFrom(node)
            continue
        rows, columns = node.attr["ksizes"].list.i[1:3]
        size = rows * columns
        kernel = result.node.add(name=node.name + "/identity", op="Const")
        kernel.attr["dtype"].type = tf.float32.as_datatype_enum
        identity = np.eye(size, dtype=np.float32).reshape(rows, columns, 1, size)
        kernel.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(identity))
        conv = result.node.add(name=node.name, op="Conv2D")
        conv.input.extend([node.input[0], kernel.name])
        conv.attr["T"].type = tf.float32.as_datatype_enum
        conv.attr["strides"].list.i.extend(node.attr["strides"].list.i)
        conv.attr["padding"].s = node.attr["padding"].s
        conv.attr["data_format"].s = b"NHWC"
    return result


def to_onnx(graph, path):
    import tf2onnx

    body = without_decoding(graph)
    inputs, outputs = [samples_node(graph).name + ":0"], [output_node(graph).name + ":0"]
    model, _ = tf2onnx.convert.from_graph_def(
        patches_as_convolutions(body), input_names=inputs, output_names=outputs, opset=18
    )
    with open(path, "wb") as file:
        file.write(model.SerializeToString())


def to_tflite(graph, path):
    body = patches_as_convolutions(without_decoding(graph))
    pb = path + ".pb"
    with open(pb, "wb") as file:
        file.write(body.SerializeToString())
    converter = tf.compat.v1.lite.TFLiteConverter.from_frozen_graph(
        pb, [samples_node(graph).name], [output_node(graph).name]
    )
    converter.allow_custom_ops = True
    with open(path, "wb") as file:
        file.write(converter.convert())
    os.unlink(pb)


def main():
    """convert.py onnx|tflite GRAPH.pb OUT"""
    kind, source, out = sys.argv[1:]
    graph = read(source)
    {"onnx": to_onnx, "tflite": to_tflite}[kind](graph, out + ".part")
    os.replace(out + ".part", out)


if __name__ == "__main__":
    main()
