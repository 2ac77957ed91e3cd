// What a benchmark's and a suite's page share.
const predictions = (parent, path) => {
  const clips = at(path);
  if (!clips.length) return;
  el("h3", parent, "Predictions");
  table(parent, ["clip", "label", "#probability", "next"], clips.map((h, i) => [
    h.clip.split("/").slice(-2).join("/"), h.top.length ? h.top[0].label : "no class (not a number)", cell(path + "/" + i + "/top/0/probability", "share"),
    h.top.slice(1).map((s) => s.label + " " + format.share(s.probability)).join(", ")]), clips.length > 12);
};

const environment = () => {
  const env = data.environment, s = section("Environment");
  const told = (v, text) => missing(v) ? "unknown" : text(v);
  const ghz = (hz) => told(hz, (v) => number(v / 1e9, 2) + " GHz");
  const before = env.before, after = env.after;
  const rows = [
    ["date", env.date], ["command", { text: "kwsbench " + env.command_line.join(" "), cls: "wrap" }],
    ["CPU", env.cpu.model + ", " + env.cpu.physical_cores + " cores, " + env.cpu.logical_cores + " processors"],
    ["memory", format.bytes(env.cpu.memory_bytes)],
    ["instruction sets", { text: env.cpu.instruction_sets.join(" "), cls: "wrap" }],
    ["governor", env.cpu.governor || "unknown"],
    ["clock before / after / maximum", ghz(before.clock_hz) + " / " + ghz(after.clock_hz) + " / " + ghz(env.cpu.max_clock_hz)],
    ["temperature before / after", [before, after].map((e) => told(e.temperature_celsius, (v) => number(v, 1) + " °C")).join(" / ")],
    ["load before / after", [before, after].map((e) => told(e.load_average, (v) => number(v, 2))).join(" / ")],
    ["OS", env.software.os], ["JVM", env.software.jvm],
    ...engines.map((e) => ["engine", { text: e.text + ", " + threadsOf(e.threads), swatch: palette(engineColor({ engine: e.name })) }]),
    ...(data.absent || []).map((a) => ["engine not run", { text: a.engine + ": " + a.reason, cls: "wrap" }]),
    ["kwsbench", env.software.kwsbench]];
  if (data.roofline) {
    rows.splice(9, 0, ["peak of one core", number(data.roofline.fma_gflops_per_second, 1) + " GFLOP/s (" + number(data.roofline.sustained_fma_gflops_per_second, 1) + " sustained); OpenBLAS sgemm " + number(data.roofline.sgemm_gflops_per_second, 1) + "; copying " + number(data.roofline.copy_gigabytes_per_second, 1) + " GB/s"]);
  }
  table(s, ["", ""], rows);
  if (!data.warnings.length) el("p", s, "Nothing was found that makes the times doubtful.", "hint");
};

const STATUSES = ["FAIL", "REGRESSION", "UNDECIDED", "NOT_MEASURED", "NOT_OFFERED", "NO_BASELINE", "PASS"];

/** A status in words: not offered, no baseline. */
const words = (status) => status.toLowerCase().replaceAll("_", " ");

/** The gates of all subjects, those that need eyes first; returns how many there are. */
const gateTable = (s, whose, subjects, place, subjectCell) => {
  const by = { ns: "ns", bytes: "exact", share: "share", ratio: "ratio", instructions: "instructions", FLOPs: "count" };
  const rows = subjects.flatMap((c, i) => c.gates.map((g, k) => {
    const path = place + i + "/gates/" + k, as = by[g.unit] || "plain";
    return { rank: STATUSES.indexOf(g.status), row: [subjectCell(c), g.gate, { text: words(g.status), pill: g.status }, cell(path + "/value", as), cell(path + "/limit", as), g.against.replace(/^(max|min)( |$)/, "limit$2"), { text: g.note, cls: "wrap" }] };
  })).sort((a, b) => a.rank - b.rank);
  table(s, [whose, "gate", "status", "#value", "#limit", "compared with", "note"], rows.map((r) => r.row));
  return rows.length;
};

const gatesHold = (count) => count === 1 ? "the gate holds" : "all " + count + " gates hold";

const verdict = (counts) => {
  const bad = (counts.FAIL || 0) + (counts.REGRESSION || 0);
  const open = Object.entries(counts).reduce((n, [status, count]) => n + (["FAIL", "REGRESSION", "PASS"].includes(status) ? 0 : count), 0);
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  const parts = Object.entries(counts).sort((a, b) => STATUSES.indexOf(a[0]) - STATUSES.indexOf(b[0])).map(([status, n]) => n + " " + words(status));
  if (total === 0 && !data.cases) return;
  const text = total === 0 ? "no gates" : bad || open ? parts.join(", ") : gatesHold(total);
  el("span", root, (bad ? "✗ " : open ? "? " : "✓ ") + text, "verdict " + (bad ? "bad" : open ? "open" : "good"));
};

/** The report's JSON, byte for byte as the page holds it. */
const download = (parent) => {
  const a = el("a", parent, "Download the data (JSON, " + format.bytes(source.length) + ")", "button");
  a.setAttribute("href", URL.createObjectURL(new Blob([source], { type: "application/json" })));
  a.setAttribute("download", extra.title.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^-+|-+$/g, "") + ".json");
};

const head = (title, subtitle, counts) => {
  el("h1", root, title);
  if (extra.answer.length) extra.answer.forEach((line) => el("p", root, line, "answer"));
  warnings(root, data.warnings);
  verdict(counts);
  if (data.interrupted) el("span", root, "interrupted: what was measured so far", "verdict open");
  download(root);
  el("p", root, subtitle, "soft");
  return el("nav", root);
};

/** The same words as in the text: always a number above 1, with the interval of that number. */
const speedup = (r) => {
  if (missing(r) || missing(r.estimate)) return "not measured";
  const top = missing(r.high) ? Infinity : r.high;
  const digits = (v) => v < 2 ? 2 : v < 20 ? 1 : 0;
  const interval = (low, high) => " (" + format.fixed(low, digits(low)) + "–" + format.ratio(high, digits(low)) + "×)";
  const words = (low, middle, high, than) => format.fixed(middle, digits(low)) + "× " + than + interval(low, high);
  if (r.low > 1) return words(r.low, r.estimate, top, "slower");
  if (top < 1) return words(1 / top, 1 / r.estimate, 1 / r.low, "faster");
  return "neither clearly faster nor slower" + interval(1 / top, 1 / r.low);
};

/** The reason why a speed-up is not the quotient of two medians. */
const speedupNote = (parent, r) => el("p", parent, "speed-up: from pairs of runs (" + +(100 * r.confidence).toFixed(2) + " % interval); on a busy machine not the quotient of the medians", "hint");

const contents = (nav) => sections.forEach(([id, title]) => {
  const a = el("a", nav, title);
  a.setAttribute("href", "#" + id);
});

/** A distribution of nanoseconds in microseconds. */
const inMicros = (d) => Object.fromEntries(Object.entries(d).map(([name, v]) => [name, v / 1e3]));

const tally = (statuses) => statuses.reduce((counts, s) => ({ ...counts, [s]: (counts[s] || 0) + 1 }), {});
