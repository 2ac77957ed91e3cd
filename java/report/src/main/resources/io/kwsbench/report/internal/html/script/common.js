// What a benchmark's and a suite's page share.
const heard = (parent, path) => {
  const clips = at(path);
  if (!clips.length) return;
  el("h3", parent, "Clips heard");
  table(parent, ["clip", "label", "#probability", "next"], clips.map((h, i) => [
    h.clip.split("/").slice(-2).join("/"), h.top[0].label, cell(path + "/" + i + "/top/0/probability", "share"),
    h.top.slice(1).map((s) => s.label + " " + format.share(s.probability)).join(", ")]), clips.length > 12);
};

const environment = () => {
  const env = data.environment, s = section("Environment");
  const told = (v, text) => missing(v) || v === 0 || v < 0 ? "not told" : text(v);
  const ghz = (hz) => told(hz, (v) => number(v / 1e9, 2) + " GHz");
  const before = env.before, after = env.after;
  const rows = [
    ["date", env.date], ["command", { text: "kwsbench " + env.command_line.join(" "), cls: "wrap" }],
    ["CPU", env.cpu.model + ", " + env.cpu.physical_cores + " cores, " + env.cpu.logical_cores + " processors"],
    ["memory", format.bytes(env.cpu.memory_bytes)],
    ["instruction sets", { text: env.cpu.instruction_sets.join(" "), cls: "wrap" }],
    ["governor", env.cpu.governor || "not told"],
    ["clock before / after / most", ghz(before.clock_hz) + " / " + ghz(after.clock_hz) + " / " + ghz(env.cpu.max_clock_hz)],
    ["temperature before / after", [before, after].map((e) => told(e.temperature_celsius, (v) => number(v, 1) + " °C")).join(" / ")],
    ["load before / after", [before, after].map((e) => e.load_average < 0 ? "not told" : number(e.load_average, 2)).join(" / ")],
    ["OS", env.software.os], ["JVM", env.software.jvm],
    ["engine", (env.software.engine + " " + env.software.engine_version).trim()],
    ["kwsbench", env.software.kwsbench]];
  if (data.roofline) {
    rows.splice(9, 0, ["one core's peak", number(data.roofline.fma_gflops_per_second, 1) + " GFLOP/s; OpenBLAS sgemm " + number(data.roofline.sgemm_gflops_per_second, 1) + "; copying " + number(data.roofline.copy_gigabytes_per_second, 1) + " GB/s"]);
  }
  table(s, ["", ""], rows);
  if (!data.warnings.length) el("p", s, "Nothing was seen that makes the times doubtful.", "hint");
};

const STATUSES = ["FAIL", "REGRESSION", "UNDECIDED", "NOT_MEASURED", "NOT_OFFERED", "NO_BASELINE", "PASS"];
const statusWords = (status) => status.toLowerCase().replace("_", " ");

/** The gates of all subjects, those that need eyes first; returns how many there are. */
const gateTable = (s, whose, subjects, place, nameOf) => {
  const by = { ns: "ns", bytes: "exact", share: "share", ratio: "ratio", instructions: "instructions", FLOPs: "count" };
  const rows = subjects.flatMap((c, i) => c.gates.map((g, k) => {
    const path = place + i + "/gates/" + k, as = by[g.unit] || "plain";
    return { rank: STATUSES.indexOf(g.status), row: [nameOf(c), g.gate, { text: statusWords(g.status), pill: g.status }, cell(path + "/value", as), cell(path + "/limit", as), g.against, { text: g.note, cls: "wrap" }] };
  })).sort((a, b) => a.rank - b.rank);
  table(s, [whose, "gate", "status", "#value", "#limit", "against", "note"], rows.map((r) => r.row));
  return rows.length;
};

const verdict = (counts) => {
  const bad = (counts.FAIL || 0) + (counts.REGRESSION || 0);
  const open = (counts.UNDECIDED || 0) + (counts.NOT_MEASURED || 0) + (counts.NOT_OFFERED || 0) + (counts.NO_BASELINE || 0);
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  const words = Object.entries(counts).sort((a, b) => STATUSES.indexOf(a[0]) - STATUSES.indexOf(b[0])).map(([status, n]) => n + " " + statusWords(status));
  const text = total === 0 ? "no gates" : bad || open ? words.join(", ") : total === 1 ? "the gate holds" : "all " + total + " gates hold";
  if (total || data.cases) el("span", root, (bad ? "✗ " : open ? "? " : "✓ ") + text, "verdict " + (bad ? "bad" : open ? "open" : "good"));
  if (data.interrupted) el("span", root, "interrupted: what was measured so far", "verdict open");
};

const head = (title, subtitle, counts) => {
  document.title = title;
  el("h1", root, title);
  el("p", root, subtitle, "soft");
  verdict(counts);
  warnings(root, data.warnings);
  return el("nav", root);
};

const contents = (nav) => sections.forEach(([id, title]) => {
  const a = el("a", nav, title);
  a.setAttribute("href", "#" + id);
});

const tally = (statuses) => statuses.reduce((counts, s) => ({ ...counts, [s]: (counts[s] || 0) + 1 }), {});
