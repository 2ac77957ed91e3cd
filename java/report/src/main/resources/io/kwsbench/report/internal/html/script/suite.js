// The page of `kwsbench suite`.
const suiteGates = () => {
  const s = section("Gates");
  const rows = gateTable(s, "case", data.cases, "/cases/", (c) => c.name);
  if (!rows) el("p", s, "This suite has no gates: it only measures.", "hint");
};

const suiteComparisons = () => {
  const rows = data.cases.flatMap((c, i) => c.gates.map((g, k) => ({ c, g, path: "/cases/" + i + "/gates/" + k })).filter((r) => r.g.decision));
  if (!rows) return;
  const s = section("Comparisons");
  forest(s, rows.map(({ c, g, path }) => ({ name: c.name + " / " + g.against, ratio: g.decision.interval.estimate, low: g.decision.interval.low, high: g.decision.interval.high, limit: g.limit, cell: cell(path + "/decision/interval/estimate", "ratio"), note: format.ratio(g.decision.interval.low, 3) + " … " + format.ratio(g.decision.interval.high, 3) })));
  el("p", s, "Ratio of times, with its confidence interval. Thin line: 1; dashed: the limit. Logarithmic.", "hint");
  table(s, ["comparison", "verdict", "#ratio", "#low", "#high", "#confidence", "#noise floor", "#p", "#rounds"], rows.map(({ c, g, path }) => [c.name + " / " + g.against, { text: g.decision.verdict.toLowerCase(), pill: g.status }, cell(path + "/decision/interval/estimate", "ratio"), cell(path + "/decision/interval/low", "ratio"), cell(path + "/decision/interval/high", "ratio"), cell(path + "/decision/interval/confidence", "share"), cell(path + "/decision/noise_floor", "share"), g.decision.p_value.toPrecision(2), cell(path + "/decision/rounds", "count")]));
};

const suiteCases = () => {
  const s = section("Cases");
  const p = (i, name, as = "ns") => cell("/cases/" + i + "/time_ns/" + name, as);
  table(s, ["case", "engine", "#threads", "#median", "#p90", "#p99", "#max", "#MAD", "#runs", "#outliers", "#warm after"], data.cases.map((c, i) => [c.name, c.engine, c.threads, p(i, "median"), p(i, "p90"), p(i, "p99"), p(i, "max"), p(i, "mad"), p(i, "count", "count"), p(i, "outliers", "count"), c.warm_up_runs + (c.steady ? "" : "+")]));
  const measured = data.cases.map((c, i) => [c, i]).filter(([c]) => c.time_ns.count > 0);
  if (!measured.length) return;
  el("h3", s, "Distributions");
  strips(s, measured.map(([c, i]) => ({ name: c.name, d: Object.fromEntries(Object.entries(c.time_ns).map(([k, v]) => [k, v / 1e3])), cell: p(i, "median") })));
  const two = el("div", s, undefined, "two");
  measured.forEach(([c, i]) => {
    const half = el("div", two);
    el("h3", half, c.name + ": medians of " + c.round_median_ns.length + " rounds");
    histogram(half, c.round_median_ns.map((n) => n / 1e3), i, "rounds");
  });
  el("h3", s, "Round by round");
  // more than four in one plot cannot be told apart
  for (let first = 0; first < measured.length; first += 4) {
    const few = measured.slice(first, first + 4);
    key(s, few.map(([c, i]) => [palette(i), c.name]));
    sequence(s, few.map(([c, i]) => ({ name: c.name, values: c.round_median_ns.map((n) => n / 1e3), color: i })), 1, "round");
  }
};

const suiteCase = (c, i) => {
  if (!c.profile) return;
  const path = "/cases/" + i, s = section(c.name);
  el("p", s, c.engine + ", " + c.threads + (c.threads === 1 ? " thread" : " threads") + "; " + c.graph, "soft");
  const fixed = Object.keys(c.metrics).sort().map((name) => [name.replace(":", " of "), cell(path + "/metrics/" + name, /^(size|memory)/.test(name) ? "bytes" : /^(accuracy|agreement)/.test(name) ? "share" : name === "op_time" ? "ns" : "count")]);
  tiles(s, [["median", cell(path + "/time_ns/median", "ns")], ["99th percentile", cell(path + "/time_ns/p99", "ns")], ...fixed]);
  if (c.profile.ops.nodes.length) {
    perOp(s, path + "/profile/ops");
    timeline(s, path + "/profile/timeline", path + "/profile/ops");
    roofline(s, path + "/profile/ops", c.threads);
    allOps(s, path + "/profile/ops");
  }
  heard(s, path + "/profile/predictions");
};

const suite = () => {
  const nav = head("kwsbench suite " + data.suite, data.cases.length + " cases, " + data.rounds + " rounds in " + number(data.elapsed_seconds, 1) + " s on " + data.environment.cpu.model + ", " + data.environment.date + "; seed " + data.seed + (data.baseline ? ", baseline " + data.baseline : ""), tally(data.cases.flatMap((c) => c.gates.map((g) => g.status))));
  suiteGates();
  suiteComparisons();
  suiteCases();
  data.cases.forEach(suiteCase);
  environment();
  contents(nav);
};
