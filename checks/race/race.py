"""Alternates the native engine and its peers on the same graphs and the same core, and prints the table.

Each contestant is a process of its own, pinned to one core; in every round each runs once for a slice of time, in an
order that turns from round to round, so that drift of the machine's speed hits all alike. The ratio's confidence
interval is a bootstrap over rounds.
"""

import argparse
import glob
import hashlib
import itertools
import json
import os
import statistics
import subprocess
import sys
import wave
import zipfile

import numpy as np

import own

HERE = os.path.dirname(os.path.abspath(__file__))
SLICE_NS = 40_000_000
OURS = "kwsbench"
# runtimes differ by rounding: 1.4e-4 on the deepest real graph
AGREES = 1e-3
PEERS = ("litert", "onnxruntime", "openvino", "tensorflow")
# The peers that cannot run a graph, by the graph's name: one more, and the table would shrink unnoticed.
LITERT_ALONE = {"onnxruntime", "openvino"}
NONE_BUT_TENSORFLOW = LITERT_ALONE | {"litert"}
CANNOT = {
    "Basic_LSTM_S": NONE_BUT_TENSORFLOW,
    "CNN_L": LITERT_ALONE,
    "CNN_S": LITERT_ALONE,
    "CRNN_S": NONE_BUT_TENSORFLOW,
    "DNN_M": LITERT_ALONE,
    "DNN_S": LITERT_ALONE,
    "DS_CNN_M": LITERT_ALONE,
    "DS_CNN_S": LITERT_ALONE,
    "GRU_S": NONE_BUT_TENSORFLOW,
    "LSTM_S": NONE_BUT_TENSORFLOW,
    "conv_1d_fast": set(),
    "conv_1d_multi_time_sliced": set(),
    "conv_1d_simple": {"litert"},
    "conv_1d_time_stacked": set(),
    "simple": set(),
}


class Contestant:
    """A worker process; `run` gives the times of a slice in nanoseconds."""

    def __init__(self, name, arguments, core, work):
        self.name = name
        command = ["taskset", "-c", str(core), sys.executable, os.path.join(HERE, "worker.py")] + arguments
        self.log = open(os.path.join(work, name + ".log"), "w+")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        first = self.process.stdout.readline()
        if not first:
            self.log.seek(0)
            lines = self.log.read().strip().splitlines() or ["it printed nothing"]
            raise RuntimeError(lines[-1])
        self.output = json.loads(first)
        self.runs = 20
        self.medians = []

    def ask(self, runs):
        self.process.stdin.write(f"{runs}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def warm_up(self):
        self.ask(20)
        self.runs = max(5, min(2000, int(SLICE_NS / statistics.median(self.ask(50)))))

    def round(self):
        # the first runs of a slice find another contestant's data in the caches
        self.medians.append(statistics.median(self.ask(self.runs + 3)[3:]))

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.log.close()


def ratio_interval(ours, theirs, rng, draws=2000):
    """95 % bootstrap interval of the ratio of medians theirs/ours, rounds drawn in pairs."""
    ours, theirs = np.array(ours), np.array(theirs)
    picks = rng.integers(0, len(ours), (draws, len(ours)))
    ratios = np.median(theirs[picks], axis=1) / np.median(ours[picks], axis=1)
    return np.percentile(ratios, [2.5, 97.5])


def digest(graph, *made_by):
    """Of a graph and of the files beside this one that turn it into another."""
    sum_ = hashlib.sha256()
    for path in [graph] + [os.path.join(HERE, name) for name in made_by]:
        with open(path, "rb") as file:
            sum_.update(hashlib.sha256(file.read()).digest())
    return sum_.hexdigest()[:16]


def converted(kind, graph, peers, work):
    """The peer's file: a given one, or a conversion; raises where the converter cannot take the graph."""
    name = os.path.splitext(os.path.basename(graph))[0]
    folder = os.path.dirname(os.path.abspath(graph))
    for place in [peers, folder, os.path.join(folder, "peers")]:
        for stem in [name, os.path.basename(folder), os.path.basename(folder) + "_f32"]:
            candidate = os.path.join(place, stem + "." + kind) if place else ""
            if os.path.exists(candidate) and (stem == name or name.startswith("frozen")):
                return candidate
    # named after what it was made of: another graph of the name, or another converter, makes another
    out = os.path.join(work, f"{os.path.basename(folder)}-{name}-{digest(graph, 'convert.py', 'requirements.txt')}.{kind}")
    if not os.path.exists(out):
        made = subprocess.run(
            [sys.executable, os.path.join(HERE, "convert.py"), kind, graph, out], capture_output=True, text=True
        )
        if made.returncode != 0:
            raise RuntimeError((made.stderr.strip().splitlines() or ["conversion failed"])[-1])
    return out


def enter(graph, arguments, samples):
    """The contestants that can run the graph, why the others cannot, and whether they give levels of 8 bits."""
    runtime = own.runtime(graph)
    graph = own.alone(graph, arguments.work)
    # two formats of one name are two models
    name = os.path.basename(graph) if runtime else os.path.splitext(os.path.basename(graph))[0]
    plan = os.path.join(arguments.work, name + ".kws")
    compiled = subprocess.run(
        [arguments.kwsbench, "compile", "--graph", graph, "--out", plan], stdout=subprocess.DEVNULL
    )
    if compiled.returncode:
        raise SystemExit(compiled.returncode)  # the command has said why
    hop = [str(16 * arguments.hop_ms)] if arguments.hop_ms else []
    if runtime:
        work = arguments.work
        samples = own.input_of(graph, work) or own.noise(plan, arguments.library, work)
    entries = [
        (OURS, lambda: [OURS, plan, samples, arguments.library] + hop),
        (runtime, lambda: [runtime, graph, samples]),
    ] if runtime else [
        (OURS, lambda: [OURS, plan, samples, arguments.library] + hop),
        ("litert", lambda: ["litert", converted("tflite", graph, arguments.peers, arguments.work), samples]),
        ("onnxruntime", lambda: ["onnxruntime", converted("onnx", graph, arguments.peers, arguments.work), samples]),
        ("openvino", lambda: ["openvino", converted("onnx", graph, arguments.peers, arguments.work), samples]),
        ("tensorflow", lambda: ["tensorflow", graph, samples]),
    ]
    contestants, absent = [], {}
    for label, command in entries:
        if arguments.only and label != OURS and arguments.only not in label:
            continue
        try:
            worker = command()
            contestants.append(Contestant(label, worker, arguments.core, arguments.work))
        except (RuntimeError, OSError) as error:
            absent[label] = str(error)[:200]
    return contestants, absent, own.gives_levels(plan, arguments.library)


def agreement(contestants):
    """The largest distance of any probability from TensorFlow's (or the last contestant's)."""
    reference = np.array(contestants[-1].output)
    return {c.name: float(np.max(np.abs(np.array(c.output) - reference))) for c in contestants}


def disagreements(graph, contestants, levels):
    """Any two whose answers differ: the time of one is that of another computation. NaN agrees with nothing."""
    # a probability is at most 1; what is larger is a score
    largest = max(1, np.max(np.abs(contestants[0].output)))
    agrees = own.AGREES_LEVELS if levels else (own.AGREES if own.runtime(graph) else AGREES) * largest
    return [
        f"{graph}: {a.name} and {b.name}"
        for a, b in itertools.combinations(contestants, 2)
        if not np.max(np.abs(np.array(a.output) - np.array(b.output))) <= agrees
    ]


def missing(graph, rows, only):
    """Peers that ran a graph of this name before, and do not now; a model's own runtime always runs it."""
    runtime = own.runtime(graph)
    if runtime and not (only and only not in runtime):
        return [f"{graph}: {runtime}"] if runtime not in {row["runtime"] for row in rows} else []
    name = os.path.splitext(os.path.basename(graph))[0]
    if name.startswith("frozen"):
        name = os.path.basename(os.path.dirname(os.path.abspath(graph)))
    if name not in CANNOT:
        return []
    wanted = [p for p in PEERS if p not in CANNOT[name] and (not only or only in p)]
    ran = {row["runtime"] for row in rows}
    return [f"{graph}: {peer}" for peer in wanted if peer not in ran]


def race(graph, arguments, samples, rng):
    contestants, absent, levels = enter(graph, arguments, samples)
    if not contestants or contestants[0].name != OURS:
        raise SystemExit(f"race: {graph}: the native engine does not run it: {absent.get(OURS)}")
    try:
        for contestant in contestants:
            contestant.warm_up()
        for number in range(arguments.rounds):
            turn = number % len(contestants)
            for contestant in contestants[turn:] + contestants[:turn]:
                contestant.round()
    finally:
        for contestant in contestants:
            contestant.close()
    ours = contestants[0]
    rows = []
    distances = agreement(contestants)
    for contestant in contestants:
        low, high = ratio_interval(ours.medians, contestant.medians, rng)
        rows.append(
            {
                "graph": graph,
                "runtime": contestant.name,
                "median_us": statistics.median(contestant.medians) / 1e3,
                "ratio": statistics.median(contestant.medians) / statistics.median(ours.medians),
                "ratio_low": low,
                "ratio_high": high,
                "max_difference": distances[contestant.name],
                "rounds": arguments.rounds,
                "runs_a_round": contestant.runs,
            }
        )
    return rows, absent, disagreements(graph, contestants, levels)


def show(graph, rows, absent):
    print(f"\n{graph}")
    print(f"{'runtime':14}{'median us':>12}{'ratio':>9}   {'95 % interval':17}{'max |dp|':>10}")
    for row in rows:
        interval = f"[{row['ratio_low']:.2f}, {row['ratio_high']:.2f}]"
        print(
            f"{row['runtime']:14}{row['median_us']:12.1f}{row['ratio']:9.2f}   {interval:17}{row['max_difference']:10.1e}"
        )
    for name, why in absent.items():
        print(f"{name:14}does not run it: {why}")
    sys.stdout.flush()


def show_means(everything):
    """Over all graphs that a peer runs: the geometric mean of its ratios, and the smallest."""
    ratios = {}
    for row in everything:
        ratios.setdefault(row["runtime"], []).append(row["ratio"])
    print("\nover all graphs that a runtime runs: geometric mean of its ratios, smallest")
    for name, values in ratios.items():
        print(f"{name:14}{len(values):3} graphs{np.exp(np.mean(np.log(values))):9.2f}{min(values):9.2f}")


def samples_file(wav, work):
    if wav:
        try:
            with wave.open(wav) as file:
                samples = np.frombuffer(file.readframes(16000), dtype="<i2").astype(np.float32) / 32768
        except (OSError, EOFError, ValueError, wave.Error) as error:
            raise SystemExit(f"race: --wav {wav}: {str(error) or 'not a WAV file'}") from error
    else:
        samples = np.random.default_rng(1).normal(0, 0.1, 16000) * np.hanning(16000)
    path = os.path.join(work, "samples.f32")
    np.pad(samples, (0, 16000 - len(samples))).astype(np.float32).tofile(path)
    return path


def library_of(kwsbench, work):
    """The engine's library out of the built bundle's jar."""
    jars = glob.glob(os.path.join(os.path.dirname(kwsbench), "bench/target/kwsbench/lib/kwsbench-native-*-linux-*.jar"))
    with zipfile.ZipFile(jars[0]) as jar:
        name = next(entry for entry in jar.namelist() if entry.endswith("/libkwsbench.so"))
        path = os.path.join(work, "libkwsbench.so")
        with open(path, "wb") as file:
            file.write(jar.read(name))
    return path


def within(low, high):
    """A flag's type: a whole number from low to high."""

    def number(text):
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {low} to {high}")
        return int(text)

    return number


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", metavar="GRAPH.pb|MODEL.onnx|MODEL.tflite")
    parser.add_argument("--models", help="race the float models of a folder like ../shared/models")
    parser.add_argument("--rounds", type=within(1, 1_000_000), default=30)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--only", help="race only the peers whose name holds this")
    parser.add_argument("--peers", help="folder with ready NAME.tflite and NAME.onnx files")
    parser.add_argument("--wav", help="a 16 kHz clip to run on; without it seeded noise that swells and fades")
    parser.add_argument(
        "--hop_ms",
        type=within(1, 999),
        help="our runs are hops of overlapping windows so far apart; the peers, which keep nothing, run whole windows",
    )
    parser.add_argument("--out", help="write the rows as JSON")
    parser.add_argument("--kwsbench", required=True)
    parser.add_argument("--library", help="libkwsbench.so; without it the one in the build's bundle")
    parser.add_argument("--work", required=True)
    arguments = parser.parse_args()
    if not arguments.graphs and not arguments.models:
        parser.error("give graphs, or --models FOLDER")
    if arguments.only and not any(arguments.only in name for name in (OURS,) + PEERS):
        parser.error(f"--only: '{arguments.only}' is in none of the names {', '.join(PEERS)}")
    for flag, folder in (
        ("--peers", arguments.peers),
        ("--models", arguments.models),
        ("--out", os.path.dirname(arguments.out or "")),
    ):
        if folder and not os.path.isdir(folder):
            parser.error(f"{flag}: {folder} is no folder")
    return arguments


def main():
    arguments = parse()
    if arguments.models:
        arguments.graphs += own.models(arguments.models)
    arguments.library = arguments.library or library_of(arguments.kwsbench, arguments.work)
    rng = np.random.default_rng(1)
    samples = samples_file(arguments.wav, arguments.work)
    everything, apart, gone = [], [], []
    for graph in arguments.graphs:
        rows, absent, differ = race(graph, arguments, samples, rng)
        show(graph, rows, absent)
        everything += rows
        apart += differ
        gone += missing(graph, rows, arguments.only)
        if arguments.out:
            with open(arguments.out + ".part", "w") as file:
                json.dump(everything, file, indent=1)
            os.replace(arguments.out + ".part", arguments.out)
    show_means(everything)
    if apart:
        raise SystemExit("race: the answers differ: " + "; ".join(apart))
    if gone:
        raise SystemExit("race: runtimes that raced before did not: " + "; ".join(gone))


if __name__ == "__main__":
    main()
