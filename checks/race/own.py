"""A race with a model file of another format: its own runtime is the peer, and what lies beside it the input."""

import glob
import os

import numpy as np

RUNTIMES = {".onnx": "onnxruntime", ".tflite": "litert"}
# LiteRT's fast kernels differ from its reference kernels by 2.4e-3 on MLPerf Tiny's float model
AGREES = 5e-3
# levels of 8 bits are those of LiteRT's reference kernels
AGREES_LEVELS = 0
LEVELS = {np.int8: (-128, 128), np.uint8: (0, 256)}
# float models; those with float16 weights compute in floats, too
MODELS = ["onnx/*.onnx", "keras/*.float.tflite", "keras/*.float16.tflite", "mlperf-tiny/*float32.tflite"]


def runtime(model):
    """The runtime of a model's format; none for a frozen graph."""
    return RUNTIMES.get(os.path.splitext(model)[1])


def models(folder):
    """The float models of a folder laid out as ../shared/models."""
    found = [name for pattern in MODELS for name in sorted(glob.glob(os.path.join(folder, pattern)))]
    if not found:
        raise SystemExit(f"race: {folder}: holds none of {', '.join(MODELS)}")
    return found


def input_of(model, work):
    """The numbers in NAME.input.csv beside a model, as a file of floats; none where there is no such file."""
    stem = os.path.basename(model).split(".")[0]
    beside = os.path.join(os.path.dirname(os.path.abspath(model)), stem + ".input.csv")
    if not os.path.exists(beside):
        return None
    path = os.path.join(work, stem + ".f32")
    try:
        np.loadtxt(beside, dtype=np.float32, skiprows=1).tofile(path)
    except ValueError as error:
        raise SystemExit(f"race: {beside}: {error}") from error
    return path


def noise(plan, library, work):
    """Seeded noise for a compiled model that has no input beside it: levels where it takes bytes."""
    from native import Session

    feed = Session(library, plan).feeds[0]
    rng = np.random.default_rng(1)
    bytes_ = feed.dtype.itemsize == 1
    values = rng.integers(*LEVELS[feed.dtype.type], feed.size) if bytes_ else rng.normal(0, 1, feed.size)
    path = os.path.join(work, "noise.f32")
    values.astype(np.float32).tofile(path)
    return path


def gives_levels(plan, library):
    """Whether a compiled model's output is levels of 8 bits."""
    from native import Session

    return Session(library, plan).fetches[0].dtype.itemsize == 1


def alone(model, work):
    """A model away from what lies beside it: a description of a .tflite file makes it take real numbers."""
    if not model.endswith(".tflite") or not os.path.exists(os.path.splitext(model)[0] + ".json"):
        return model
    path = os.path.join(work, os.path.basename(model))
    if os.path.lexists(path):
        os.remove(path)
    os.symlink(os.path.abspath(model), path)
    return path
