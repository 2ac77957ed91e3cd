// The page of `kwsbench benchmark`.
const nameOf = (r) => data.results.some((o) => o !== r && o.name === r.name) ? r.name + " " + fileOf(r.graph.source) : r.name;
const fileOf = (source) => source.split("/").pop();
const resultCell = (r) => ({ text: nameOf(r), swatch: palette(engineColor(r)) });

const gates = () => {
  if (data.results.some((r) => r.gates.length)) gateTable(section("Gates"), "result", data.results, "/results/", resultCell);
};

const latency = () => {
  const s = section("Latency");
  const p = (i, name, as = "us") => cell("/results/" + i + "/phases/" + name, as);
  table(s, ["result", "#median", "#p90", "#p99", "#min", "#max", "#MAD", "#mean", "#std", "#runs", "#outliers", "#first run", "#traced"], data.results.map((r, i) => [resultCell(r), p(i, "untraced_time_us/median"), p(i, "untraced_time_us/p90"), p(i, "untraced_time_us/p99"), p(i, "untraced_time_us/min"), p(i, "untraced_time_us/max"), p(i, "untraced_time_us/mad"), p(i, "untraced_time_us/mean"), p(i, "untraced_time_us/std"), p(i, "untraced_time_us/count", "count"), p(i, "untraced_time_us/outliers", "count"), p(i, "warm_up_time_us/first"), p(i, "traced_time_us/median")]));
  const ran = data.results.map((r, i) => [r, i]).filter(([r]) => r.phases.untraced_time_us.count > 0);
  if (!ran.length) return;
  if (ran.length > 1) {
    el("h3", s, "Distributions");
    strips(s, ran.map(([r, i]) => ({ name: nameOf(r), d: r.phases.untraced_time_us, cell: p(i, "untraced_time_us/median"), color: palette(engineColor(r)) })));
  }
  const two = el("div", s, undefined, "two");
  ran.forEach(([r]) => {
    const half = el("div", two);
    el("h3", half, nameOf(r) + ": run times");
    histogram(half, r.phases.untraced_runs_us, engineColor(r), "runs");
  });
  el("h3", s, "In the order of the runs");
  apart(ran, ([r]) => r).forEach((group) => {
    key(s, group.map(([r]) => [palette(engineColor(r)), nameOf(r)]));
    sequence(s, group.map(([r]) => ({ name: nameOf(r), values: r.phases.untraced_runs_us, color: engineColor(r) })), "run");
  });
};

const comparisons = () => {
  if (!data.comparisons.length) return;
  const s = section("Comparison");
  const p = (i, name, as) => cell("/comparisons/" + i + "/" + name, as);
  const candidate = (c) => data.results.find((r) => r.name === c.candidate) || data.results[0];
  data.comparisons.forEach((c) => el("p", s, c.candidate + " against " + c.reference + ": " + speedup(c.time_ratio) + "; outputs " + (c.agree ? "agree" : "disagree") + "."));
  data.comparisons.filter((c) => !missing(c.time_ratio)).slice(0, 1).forEach((c) => speedupNote(s, c.time_ratio));
  const timed = data.comparisons.map((c, i) => [c, i]).filter(([c]) => c.time_ratio);
  if (timed.length) {
    forest(s, timed.map(([c, i]) => ({ name: c.candidate + " / " + c.reference, ratio: c.time_ratio.estimate, low: c.time_ratio.low, high: c.time_ratio.high, color: palette(engineColor(candidate(c))), cell: p(i, "time_ratio/estimate", "ratio"), note: format.ratio(c.time_ratio.low, 3) + " … " + format.ratio(c.time_ratio.high, 3) })));
    el("p", s, "Ratio of median times with its confidence interval; left of the thin line (1) the first is faster. Logarithmic.", "hint");
  }
  table(s, ["candidate", "reference", "#time ratio", "#low", "#high", "#confidence", "outputs", "#same top class", "#largest difference"], data.comparisons.map((c, i) => [c.candidate, c.reference, p(i, "time_ratio/estimate", "ratio"), p(i, "time_ratio/low", "ratio"), p(i, "time_ratio/high", "ratio"), p(i, "time_ratio/confidence", "share"), { text: c.agree ? "agree" : "disagree", pill: c.agree ? "PASS" : "FAIL" }, c.same_top_class + " of " + c.items, missing(c.max_abs_difference) ? "–" : c.max_abs_difference.toPrecision(3)]));
};

const differences = () => data.comparisons.forEach((c) => {
  const [a, b] = [c.candidate, c.reference].map((name) => data.results.find((r) => r.name === name));
  if (a && b) opDifference({ label: c.candidate, nodes: a.ops.nodes }, { label: c.reference, nodes: b.ops.nodes });
});

const costs = (parent, i) => {
  const t = data.results[i].tracing, path = "/results/" + i;
  if (!(t.traced_median_us > 0)) return;
  el("h3", parent, "A traced run");
  const parts = [["ops", Math.max(0, t.op_sum_median_us), "c0"], ["dispatch between ops", Math.max(0, t.dispatch_us), "c1"], ["feeding and collecting", Math.max(0, t.feed_and_fetch_us), "c7"]];
  const stack = el("div", parent, undefined, "stack"), all = parts.reduce((a, b) => a + b[1], 0) || 1;
  parts.forEach(([, v, color]) => { const bar = el("i", stack); bar.style.width = (100 * v / all) + "%"; bar.style.background = palette(color); });
  key(parent, parts.map(([name, v, color]) => [palette(color), name + " " + format.us(v)]));
  el("p", parent, "A traced run takes " + number(t.slowdown, 2) + " times as long as an untraced one: compare shares, not sums.", "hint");
  el("h3", parent, "Memory");
  table(parent, ["", "#"], [["weights", "weights_bytes"], ["weights, packed by the engine", "packed_weights_bytes"], ["activations, peak", "peak_activations_bytes"], ["process before loading", "resident_before_bytes"], ["process after the runs", "resident_after_bytes"], ["process, peak", "peak_resident_bytes"]].filter(([, name]) => !missing(at(path + "/memory/" + name))).map(([label, name]) => [label, cell(path + "/memory/" + name, "bytes")]));
};

const result = (i) => {
  const r = data.results[i], path = "/results/" + i;
  const s = section(nameOf(r) + ": " + fileOf(r.graph.source));
  s.classList.add("engine");
  s.style.borderTopColor = palette(engineColor(r));
  el("p", s, (r.engine + " " + r.engine_version).trim() + ", " + threadsOf(r.threads) + "; " + r.graph.source + ", " + r.graph.nodes + " nodes; fed " + r.graph.inputs.map((t) => t.name).join(", "), "soft");
  tiles(s, [
    ["median", cell(path + "/phases/untraced_time_us/median", "us"), "of " + number(r.phases.untraced_time_us.count, 0) + " runs"],
    ["99th percentile", cell(path + "/phases/untraced_time_us/p99", "us")],
    ["real-time factor", cell(path + "/real_time_factor", "plain"), r.real_time_factor > 0 ? number(1 / r.real_time_factor, 0) + "× faster than real time" : ""],
    ["FLOPs per run", cell(path + "/flops/total", "flops"), (r.flops.executed === r.flops.total ? "" : format.flops(r.flops.executed) + " executed; ") + number(100 * r.flops.time_coverage, 1) + " % of the time covered"],
    ["speed", cell(path + "/flops/executed_per_second", "gflops"), data.roofline ? number(r.flops.executed_per_second / 1e7 / data.roofline.fma_gflops_per_second, 0) + " % of one core's peak" : ""],
    ["file", cell(path + "/graph/file_bytes", "bytes")],
    ["activations", cell(path + "/memory/peak_activations_bytes", "bytes"), "peak"],
    ["load + prepare", { text: format.us(r.phases.load_us + r.phases.prepare_us) }]]);
  if (r.ops.nodes.length) {
    perOp(s, path + "/ops");
    timeline(s, path, path + "/ops");
    const two = el("div", s, undefined, "two");
    roofline(el("div", two), path + "/ops", r.threads);
    costs(el("div", two), i);
    allOps(s, path + "/ops");
  }
  predictions(s, path + "/predictions");
};

const benchmark = () => {
  const env = data.environment;
  const nav = head(extra.title, engines.map((e) => e.text).join(" and ") + " on " + env.cpu.model + ", " + env.date + "; fed with " + data.workload.description, tally(data.results.flatMap((r) => r.gates.map((g) => g.status))));
  data.workload.warnings.slice(0, 5).forEach((w) => el("p", root, w, "warning"));
  const slower = data.comparisons.some((c) => c.time_ratio && c.time_ratio.low > 1);
  if (slower) differences();
  latency();
  comparisons();
  if (!slower) differences();
  gates();
  data.results.forEach((_, i) => result(i));
  environment();
  contents(nav);
};
