"""Keyword spotters of PyTorch, exported to ONNX by both of its exporters, with what ONNX Runtime computes.

    zoo.py DIR

Writes NAME.onnx, NAME.input.csv and NAME.output.csv into DIR: the shape in the first line, then one value per line.
Needs the PyPI packages torch, onnx, onnxscript, onnxruntime and numpy.
"""
import os
import sys
import warnings

import numpy as np
import onnxruntime
import torch

import spotters

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from values_file import write

LEGACY = (9, 11, 13, 16, 17)
LATER = (18, 20)


def export(model, feed, path, opset, dynamo):
    if dynamo:
        torch.onnx.export(model, (feed,), path, opset_version=opset, dynamo=True, external_data=False, verbose=False)
    else:
        torch.onnx.export(model, (feed,), path, opset_version=opset, dynamo=False)


def save(folder, name, model, shape, opset, dynamo):
    path = os.path.join(folder, '%s_%s_%d' % (name, 'dynamo' if dynamo else 'legacy', opset))
    torch.manual_seed(1)
    feed = torch.rand(*shape) * 2 - 1
    export(model, feed, path + '.onnx', opset, dynamo)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(path + '.onnx', options, providers=['CPUExecutionProvider'])
    result = session.run(None, {session.get_inputs()[0].name: feed.numpy()})[0]
    write(path + '.input.csv', feed.numpy())
    write(path + '.output.csv', np.asarray(result))


def main(folder):
    warnings.simplefilter('ignore')
    os.makedirs(folder, exist_ok=True)
    made, without = 0, []
    for number, (name, (build, shape, first)) in enumerate(sorted(spotters.ALL.items())):
        torch.manual_seed(0)
        model = spotters.settled(build())
        opsets = [o for o in LEGACY if o >= first]
        for opset, dynamo in ((opsets[number % len(opsets)], False), (opsets[-1 - number % 2], False),
                              (LATER[number % 2], True)):
            if dynamo and '--legacy' in sys.argv:
                continue
            try:
                save(folder, name, model, shape, opset, dynamo)
            except Exception as e:
                path = os.path.join(folder, '%s_%s_%d.onnx' % (name, 'dynamo' if dynamo else 'legacy', opset))
                if os.path.exists(path):
                    os.remove(path)
                without.append('%s %d %s: %s' % (name, opset, dynamo, str(e).splitlines()[0][:120]))
    for line in without:
        print('not exported: ' + line)
    print('%d models' % len([f for f in os.listdir(folder) if f.endswith('.onnx')]))


if __name__ == '__main__':
    main(sys.argv[1])
