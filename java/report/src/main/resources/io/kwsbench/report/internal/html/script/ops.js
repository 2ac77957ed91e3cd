// What is known op by op, of one graph in one engine. `path` leads to a table of ops.

/** Colors of the types, the slowest first. */
const byTime = (types) => types.map((t, i) => ({ ...t, i })).sort((a, b) => b.median_us - a.median_us);
const colors = (types) => Object.fromEntries(byTime(types).map((t, i) => [t.type, "c" + Math.min(i, 7)]));

/** Names without the scope that all of them share. */
const shortened = (names) => {
  let scope = names.length > 1 ? names[0].slice(0, names[0].lastIndexOf("/") + 1) : "";
  while (scope && !names.every((n) => n.startsWith(scope))) scope = scope.slice(0, scope.lastIndexOf("/", scope.length - 2) + 1);
  return names.map((n) => (scope ? "…/" : "") + n.slice(scope.length));
};

const perOp = (parent, path) => {
  const ops = at(path);
  const color = colors(ops.types);
  const two = el("div", parent, undefined, "two");
  const left = el("div", two), right = el("div", two);
  el("h3", left, "Time by op type");
  const types = byTime(ops.types), sum = types.reduce((all, t) => all + t.median_us, 0) || 1;
  bars(left, types.slice(0, 12).map((t) => ({ name: t.type + (t.count > 1 ? " ×" + t.count : ""), value: t.median_us, cell: cell(path + "/types/" + t.i + "/median_us", "us"), note: number(100 * t.median_us / sum, 1) + " %", color: palette(color[t.type]) })));
  if (types.length > 12) el("p", left, "and " + (ops.types.length - 12) + " more types", "hint");
  el("h3", right, "Slowest ops");
  const slowest = ops.nodes.map((n, i) => [n, i]).sort((a, b) => b[0].median_us - a[0].median_us).slice(0, 12);
  const short = shortened(slowest.map(([n]) => n.name));
  bars(right, slowest.map(([n, i], k) => ({ name: short[k], tip: n.type + " " + n.name + (n.fused.length ? "\nof " + n.fused.join(", ") : ""), value: n.median_us, cell: cell(path + "/nodes/" + i + "/median_us", "us"), note: n.executed_flops > 0 && n.median_us > 0 ? number(n.executed_flops / n.median_us / 1e3, 1) + " GFLOP/s" : "", color: palette(color[n.type]) })));
  if (ops.nodes.length > 12) el("p", right, "and " + (ops.nodes.length - 12) + " more, in the table below", "hint");
};

const allOps = (parent, path) => {
  const nodes = at(path).nodes;
  folded(parent, "All " + nodes.length + " ops", (details) => {
    const p = (i, name, as) => cell(path + "/nodes/" + i + "/" + name, as);
    const head = ["#order", "op", "name", "#median", "#share", "#calls", "#FLOPs", "#executed", "#GFLOP/s", "#moves", "#memory", "of"];
    const rows = nodes.map((n, i) => [n.run_order, n.type, { text: n.name, cls: "op", title: n.name }, p(i, "median_us", "us"), p(i, "median_share", "share"), p(i, "times_called", "count"), p(i, "flops", "flops"), p(i, "executed_flops", "flops"), n.executed_flops > 0 && n.median_us > 0 ? number(n.executed_flops / n.median_us / 1e3, 2) : "", p(i, "operand_bytes", "bytes"), p(i, "memory_bytes", "bytes"), { text: n.fused.join(", "), cls: "wrap" }]);
    const t = table(details, head, rows, true);
    sortable(t, nodes, [(n) => n.run_order, (n) => n.type, (n) => n.name, (n) => n.median_us, (n) => n.median_share, (n) => n.times_called, (n) => n.flops, (n) => n.executed_flops, (n) => (n.executed_flops || 0) / (n.median_us || 1), (n) => n.operand_bytes, (n) => n.memory_bytes], 0);
  });
};

/** One traced run: one lane per thread, one box per execution of an op. */
const timeline = (parent, path, opsPath) => {
  const run = extra.timelines[path], ops = at(opsPath);
  if (!run || !run.ops.length) return;
  const color = colors(ops.types);
  const end = Math.max(run.wall_us, ...run.ops.map((o) => o[1] + o[2]));
  el("h3", parent, "Timeline of a run");
  el("p", parent, number(run.ops.length, 0) + " executions in " + format.us(run.wall_us) + " with tracing, " + (run.threads > 1 ? "one lane per thread" : "on one thread") + "; drag to zoom, double-click to go back.", "hint");
  const types = byTime(ops.types);
  key(parent, types.slice(0, 7).map((t, i) => [palette("c" + i), t.type]).concat(types.length > 7 ? [[palette("c7"), types.length === 8 ? types[7].type : "others"]] : []));
  const x = [...new Set(run.ops.flatMap((o) => [o[1], o[1] + o[2]]).concat([0, end]))].sort((a, b) => a - b);
  const boxes = (u) => {
    const { ctx, bbox } = u;
    const lane = bbox.height / run.threads, inks = Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((i) => ["c" + i, ink("c" + i)]));
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    run.ops.forEach(([node, start, micros, thread]) => {
      const from = u.valToPos(start, "x", true), to = u.valToPos(start + micros, "x", true);
      if (to < bbox.left || from > bbox.left + bbox.width) return;
      ctx.fillStyle = inks[node < 0 ? "c7" : color[ops.nodes[node].type]];
      ctx.fillRect(from, bbox.top + (thread + 0.12) * lane, Math.max(1, to - from - (to - from > 4 ? 1 : 0)), 0.76 * lane);
    });
    ctx.restore();
  };
  const under = (u, left, top) => {
    const moment = u.posToVal(left, "x"), lane = Math.floor(top / u.over.clientHeight * run.threads);
    const found = run.ops.find((o) => o[3] === lane && o[1] <= moment && moment <= o[1] + o[2]);
    if (!found || found[0] < 0) return null;
    const n = ops.nodes[found[0]];
    return n.type + " " + n.name + ": " + format.us(found[2]) + " at " + format.us(found[1]);
  };
  plot(parent, 70 + 34 * Math.min(8, run.threads), () => ({
    options: {
      scales: { x: { time: false }, y: { range: [0, 1] } },
      axes: [axis("µs since the run began"), axis("", { size: 12, label: null, values: () => [], grid: { show: false }, ticks: { show: false } })],
      series: [{}, { paths: () => null, points: { show: false } }],
      cursor: { y: false, points: { show: false } },
      hooks: { draw: [boxes] }, plugins: [tooltip(under)],
    }, columns: [x, x.map(() => 0)] }));
};
