// One color per engine in all charts and tables, the same in every report.
const ENGINES = ["native", "tensorflow", "onnxruntime", "litert"];

/** An engine's name stands before its version. */
const engineOf = (text) => text.trim().split(" ")[0];

/** What ran: results of a benchmark, cases of a suite models side by side or a model of several precisions. */
const contestants = data.results || data.cases || data.entries || [data];

/** Every engine of the report with its version and threads, once. */
const engines = [...new Map(contestants.map((c) => [c.engine + " " + (c.engine_version || "") + c.threads, { name: engineOf(c.engine), text: (c.engine + " " + (c.engine_version || "")).trim(), threads: c.threads }])).values()];

const engineNumber = (name) => {
  const known = ENGINES.indexOf(name);
  const others = [...new Set(engines.map((e) => e.name))].filter((e) => !ENGINES.includes(e));
  return known >= 0 ? known : (ENGINES.length + Math.max(0, others.indexOf(name))) % 8;
};

/** The color of an engine, as a variable that follows the page's light or dark. */
const engineColor = (c) => "e" + engineNumber(engineOf(c.engine));
const threadsOf = (n) => n === 0 ? "the engine's choice of threads" : n === 1 ? "1 thread" : n + " threads";

/** Contestants in groups of which no two have the same color, at most four each. */
const apart = (list, of) => list.reduce((groups, one) => {
  const last = groups[groups.length - 1];
  if (last && last.length < 4 && !last.some((other) => engineColor(of(other)) === engineColor(of(one)))) last.push(one);
  else groups.push([one]);
  return groups;
}, []);
