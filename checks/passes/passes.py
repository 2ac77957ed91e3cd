"""Times plans that were compiled without one pass each against the plan with all of them, by turns."""

import argparse
import json
import os
import re
import subprocess
import sys
import time

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "race"))
from native import Session  # noqa: E402


def compiled(args, graph, plan, without):
    """The plan's number of steps."""
    command = [args.kwsbench, "compile", "--graph=" + graph, "--out=" + plan]
    if without:
        command.append("--without_pass=" + without)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode:
        sys.exit(done.stderr.strip() or done.stdout.strip())
    return int(re.search(r": (\d+) steps, arena ", done.stdout).group(1))


def plans(args, graph, base):
    """Steps of every plan by the pass that is left out, "all" for none; with --reuse those of the run before."""
    listing = base + ".steps.json"
    if args.reuse and os.path.exists(listing):
        with open(listing) as f:
            return json.load(f)
    steps = {"all": compiled(args, graph, base + ".all.kws", None)}
    for name in [args.only] if args.only else names(args, graph):
        steps[name] = compiled(args, graph, base + "." + name + ".kws", name)
    with open(listing, "w") as f:
        json.dump(steps, f)
    return steps


def names(args, graph):
    """The compiler itself tells which passes there are."""
    command = [args.kwsbench, "compile", "--graph=" + graph, "--dump_plan", "--without_pass=none"]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True).stdout
    return re.search(r"there are ([\w, ]+)", told).group(1).split(", ")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kwsbench", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--only", help="a pass: leave out this one alone")
    parser.add_argument("--reuse", action="store_true", help="time the plans that the last run compiled")
    parser.add_argument("graphs", nargs="+")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    rng = np.random.default_rng(1)
    for graph in args.graphs:
        base = os.path.join(args.work, os.path.basename(graph))
        steps, sessions = plans(args, graph, base), {}
        samples = rng.standard_normal(1 << 20).astype(np.float32) * 0.1
        for name in steps:
            if name != "all" and open(base + ".all.kws", "rb").read() == open(base + "." + name + ".kws", "rb").read():
                continue  # the pass found nothing in this graph
            sessions[name] = Session(args.library, base + "." + name + ".kws")
            for feed in sessions[name].feeds:
                feed[:] = samples[:feed.size] if feed.dtype == np.float32 else 16000
        times = {name: [] for name in sessions}
        for _ in range(args.rounds):
            for name, session in sessions.items():
                session.run()  # its caches warm again
                start = time.perf_counter()
                session.run()
                times[name].append(time.perf_counter() - start)
        whole = np.median(times["all"])
        print("%s: %d steps, median %.1f us" % (os.path.basename(graph), steps["all"], 1e6 * whole))
        for name in sorted(sessions, key=lambda n: -np.median(times[n])):
            if name != "all":
                own = np.median(times[name])
                print("  without %-28s %4d steps %9.1f us  x%.2f" % (name, steps[name], 1e6 * own, own / whole), flush=True)


if __name__ == "__main__":
    main()
