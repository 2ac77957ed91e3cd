"""The scores of microWakeWord's models by LiteRT's reference kernels.

    micro_wake_word.py FOLDER > fixtures/tflite/micro_wake_word.csv

FOLDER holds models (NAME.tflite) and features of sounds (SOUND.features.csv, a line per frame),
such as ../shared/models/microwakeword. Prints a line per sound and model: both names, then the level of
each step of three frames. A model keeps its state through a sound. Stderr has the largest difference
of LiteRT's optimized kernels. Needs numpy and ai-edge-litert; exits with 77, the code for a skipped
check, without them.
"""
import glob
import os
import sys

try:
    import numpy as np
    from ai_edge_litert.interpreter import Interpreter, OpResolverType
except ImportError:
    print('skipped: needs numpy and ai-edge-litert', file=sys.stderr)
    sys.exit(77)

FRAMES = 3


def levels(model, features, kernels):
    """The output's level after each step."""
    interpreter = Interpreter(model, experimental_op_resolver_type=kernels)
    interpreter.allocate_tensors()
    given = interpreter.get_input_details()[0]
    made = interpreter.get_output_details()[0]
    scale, zero = given['quantization']
    for first in range(0, len(features) - FRAMES + 1, FRAMES):
        real = features[first:first + FRAMES]
        quantized = np.clip(np.rint(real / np.float32(scale) + zero), -128, 127)
        interpreter.set_tensor(given['index'], quantized.astype(np.int8)[None])
        interpreter.invoke()
        yield int(interpreter.get_tensor(made['index'])[0, 0])


def names(folder, ending):
    paths = glob.glob(os.path.join(glob.escape(folder), '*' + ending))
    if not paths:
        sys.exit(f'{folder}: no file *{ending}')
    return sorted(os.path.basename(path)[:-len(ending)] for path in paths)


def main(folder):
    models = names(folder, '.tflite')
    largest = 0
    for sound in names(folder, '.features.csv'):
        path = os.path.join(folder, sound + '.features.csv')
        try:
            features = np.loadtxt(path, delimiter=',', ndmin=2).astype(np.float32)
        except ValueError as error:
            sys.exit(f'{path}: {error}')
        for model in models:
            path = os.path.join(folder, model + '.tflite')
            try:
                scores = list(levels(path, features, OpResolverType.BUILTIN_REF))
                optimized = list(levels(path, features, OpResolverType.AUTO))
            except (ValueError, RuntimeError) as error:
                sys.exit(f'{path}: {error}')
            print(sound, model, *scores, sep=',')
            largest = max(largest, max((abs(a - b) for a, b in zip(scores, optimized)), default=0))
    print(f'optimized kernels: at most {largest} of 256 away', file=sys.stderr)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit('usage: micro_wake_word.py FOLDER')
    main(sys.argv[1])
