// The page of `kwsbench compare`.
const entryCell = (e) => ({ text: e.name, swatch: palette(engineColor(e)) });

const entriesTable = () => {
  const s = section("Models");
  const first = data.entries[0], p = (i, name, as) => cell("/entries/" + i + "/" + name, as);
  const measured = data.entries.map((e, i) => [e, i]).filter(([e]) => e.time_ns.count > 0);
  table(s, ["model", "engine", "#threads", "#file", "#median", "#p99", "#MAD", "#runs", "against " + first.name, "#time ratio", "#same top class", "#largest difference"], data.entries.map((e, i) => [
    entryCell(e), e.engine, e.threads, p(i, "file_bytes", "bytes"), p(i, "time_ns/median", "ns"), p(i, "time_ns/p99", "ns"), p(i, "time_ns/mad", "ns"), p(i, "time_ns/count", "count"),
    e.time_ratio ? speedup(e.time_ratio) : "", e.time_ratio ? p(i, "time_ratio/estimate", "ratio") : "",
    e.outputs ? e.outputs.same_top_class + " of " + e.outputs.clips : "", e.outputs && !missing(e.outputs.max_abs_difference) ? e.outputs.max_abs_difference.toPrecision(2) : ""]));
  if (measured.length) {
    el("h3", s, "Distributions");
    strips(s, measured.map(([e, i]) => ({ name: e.name, d: inMicros(e.time_ns), cell: p(i, "time_ns/median", "ns"), color: palette(engineColor(e)) })));
  }
  const compared = data.entries.map((e, i) => [e, i]).filter(([e]) => e.time_ratio);
  if (!compared.length) return;
  el("h3", s, "Time against " + first.name);
  forest(s, compared.map(([e, i]) => ({ name: e.name, ratio: e.time_ratio.estimate, low: e.time_ratio.low, high: e.time_ratio.high, color: palette(engineColor(e)), cell: p(i, "time_ratio/estimate", "ratio"), note: format.ratio(e.time_ratio.low, 3) + " … " + format.ratio(e.time_ratio.high, 3) })));
  el("p", s, "Ratio of times with its confidence interval; left of the thin line (1) the model is faster. Logarithmic.", "hint");
  speedupNote(s, compared[0][0].time_ratio);
};

const entryDifferences = (entries) => entries.forEach((e) => opDifference({ label: e.name, nodes: e.ops.nodes }, { label: data.entries[0].name, nodes: data.entries[0].ops.nodes }));

const entry = (e, i) => {
  if (!e.ops || !e.ops.nodes.length) return;
  const path = "/entries/" + i + "/ops", s = section(e.name);
  s.classList.add("engine");
  s.style.borderTopColor = palette(engineColor(e));
  el("p", s, e.engine + ", " + threadsOf(e.threads), "soft");
  perOp(s, path);
  allOps(s, path);
};

const sideBySide = () => {
  const nav = head(extra.title, data.entries.length + " models on " + data.input + ", " + data.rounds + " interleaved rounds in " + number(data.elapsed_seconds, 1) + " s on " + data.environment.cpu.model + ", " + data.environment.date, {});
  const slower = (e) => e.time_ratio && e.time_ratio.low > 1;
  const others = data.entries[0].ops ? data.entries.slice(1).filter((e) => e.ops) : [];
  entryDifferences(others.filter(slower));
  entriesTable();
  entryDifferences(others.filter((e) => !slower(e)));
  data.entries.forEach(entry);
  environment();
  contents(nav);
};
