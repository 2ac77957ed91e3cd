// The page of `kwsbench suite`.
const caseCell = (c) => ({ text: c.name, swatch: palette(engineColor(c)) });

const suiteGates = () => {
  const s = section("Gates");
  const rows = gateTable(s, "case", data.cases, "/cases/", caseCell);
  if (!rows) el("p", s, "This suite has no gates: it only measures.", "hint");
};

const cases = () => data.cases.length + (data.cases.length === 1 ? " case" : " cases");

const isBad = (g) => g.status === "FAIL" || g.status === "REGRESSION";

/** Op by op what became slower: against the other case of a gate on times, or against the baseline. */
const suiteDifferences = () => data.cases.forEach((c) => {
  const gate = c.gates.find((g) => g.decision && isBad(g));
  if (!gate || !c.profile) return;
  const other = data.cases.find((o) => o.name === gate.against && o.profile);
  const reference = other ? { label: other.name, nodes: other.profile.ops.nodes } : { label: gate.against, nodes: gate.against.startsWith("baseline ") ? c.profile.baseline_ops : [] };
  opDifference({ label: c.name, nodes: c.profile.ops.nodes }, reference);
});

const suiteComparisons = () => {
  const rows = data.cases.flatMap((c, i) => c.gates.map((g, k) => ({ c, g, path: "/cases/" + i + "/gates/" + k })).filter((r) => r.g.decision));
  if (!rows.length) return;
  const s = section("Comparisons");
  forest(s, rows.map(({ c, g, path }) => ({ name: c.name + " / " + g.against, ratio: g.decision.interval.estimate, low: g.decision.interval.low, high: g.decision.interval.high, color: palette(engineColor(c)), limit: g.limit, cell: cell(path + "/decision/interval/estimate", "ratio"), note: format.ratio(g.decision.interval.low, 3) + " … " + format.ratio(g.decision.interval.high, 3) })));
  el("p", s, "Ratio of times with its confidence interval. Thin line: 1; dashed: the limit. Logarithmic.", "hint");
  table(s, ["comparison", "decision", "in words", "#time ratio", "#low", "#high", "#confidence", "#noise floor", "#p", "#rounds"], rows.map(({ c, g, path }) => [{ text: c.name + " / " + g.against, swatch: palette(engineColor(c)) }, { text: g.decision.verdict.toLowerCase(), pill: g.status }, speedup(g.decision.interval), cell(path + "/decision/interval/estimate", "ratio"), cell(path + "/decision/interval/low", "ratio"), cell(path + "/decision/interval/high", "ratio"), cell(path + "/decision/interval/confidence", "share"), cell(path + "/decision/noise_floor", "share"), g.decision.p_value.toPrecision(2), cell(path + "/decision/rounds", "count")]));
};

const suiteCases = () => {
  const s = section("Cases");
  const p = (i, name, as = "ns") => cell("/cases/" + i + "/time_ns/" + name, as);
  table(s, ["case", "engine", "#threads", "#median", "#p90", "#p99", "#max", "#MAD", "#runs", "#outliers", "#warm-up runs"], data.cases.map((c, i) => [caseCell(c), c.engine, c.threads, p(i, "median"), p(i, "p90"), p(i, "p99"), p(i, "max"), p(i, "mad"), p(i, "count", "count"), p(i, "outliers", "count"), c.warm_up_runs + (c.steady ? "" : " (never steady)")]));
  const measured = data.cases.map((c, i) => [c, i]).filter(([c]) => c.time_ns.count > 0);
  if (!measured.length) return;
  el("h3", s, "Distributions");
  strips(s, measured.map(([c, i]) => ({ name: c.name, d: inMicros(c.time_ns), cell: p(i, "median"), color: palette(engineColor(c)) })));
  const rounds = (c) => c.round_median_ns.map((ns) => ns / 1e3);
  const two = el("div", s, undefined, "two");
  measured.forEach(([c]) => {
    const half = el("div", two);
    el("h3", half, c.name + ": medians of " + c.round_median_ns.length + " rounds");
    histogram(half, rounds(c), engineColor(c), "rounds");
  });
  el("h3", s, "Round by round");
  apart(measured, ([c]) => c).forEach((group) => {
    key(s, group.map(([c]) => [palette(engineColor(c)), c.name]));
    sequence(s, group.map(([c]) => ({ name: c.name, values: rounds(c), color: engineColor(c) })), "round");
  });
};

const suiteCase = (c, i) => {
  if (!c.profile) return;
  const path = "/cases/" + i, s = section(c.name);
  s.classList.add("engine");
  s.style.borderTopColor = palette(engineColor(c));
  el("p", s, c.engine + ", " + threadsOf(c.threads) + "; " + c.graph, "soft");
  const fixed = Object.keys(c.metrics).sort().map((name) => [name.replace(":", " of "), cell(path + "/metrics/" + name, /^(size|memory)/.test(name) ? "bytes" : /^(accuracy|agreement|miss_rate)/.test(name) ? "share" : name === "op_time" ? "ns" : name.startsWith("false_alarms") ? "plain" : "count")]);
  tiles(s, [["median", cell(path + "/time_ns/median", "ns")], ["99th percentile", cell(path + "/time_ns/p99", "ns")], ...fixed]);
  if (c.profile.ops.nodes.length) {
    perOp(s, path + "/profile/ops");
    timeline(s, path + "/profile", path + "/profile/ops");
    roofline(s, path + "/profile/ops", c.threads);
    allOps(s, path + "/profile/ops");
  }
  predictions(s, path + "/profile/predictions");
};

const suite = () => {
  const nav = head(extra.title, cases() + ", " + data.rounds + " rounds in " + number(data.elapsed_seconds, 1) + " s on " + data.environment.cpu.model + ", " + data.environment.date + "; seed " + data.seed + (data.baseline ? ", baseline " + data.baseline : ""), tally(data.cases.flatMap((c) => c.gates.map((g) => g.status))));
  suiteDifferences();
  suiteGates();
  suiteComparisons();
  suiteCases();
  data.cases.forEach(suiteCase);
  environment();
  contents(nav);
};
