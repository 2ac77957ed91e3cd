"""A race with a model file of another format: its own runtime is the peer, and what lies beside it the input."""

import glob
import os

import numpy as np

RUNTIMES = {".onnx": "onnxruntime", ".tflite": "litert"}
# LiteRT's fast kernels differ from its reference kernels by 2.4e-3 on MLPerf Tiny's float model
AGREES = 5e-3
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


def noise(elements, work):
    """Seeded noise for a model that has no input beside it."""
    path = os.path.join(work, "noise.f32")
    np.random.default_rng(1).normal(0, 1, elements).astype(np.float32).tofile(path)
    return path


def elements(plan, library):
    """How many numbers a compiled model takes."""
    from native import Session

    return Session(library, plan).feeds[0].size
