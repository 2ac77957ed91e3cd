"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("report");
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // all text goes through textContent: a hostile node name stays text
  const el = (tag, parent, text, cls) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (cls) node.className = cls;
    parent.appendChild(node);
    return node;
  };
  const number = (v, digits = 2) => v === null || v === undefined ? "–" : v.toLocaleString("en-US", { maximumFractionDigits: digits });
  const micros = (us) => us === null || us === undefined ? "–" : us >= 1e6 ? number(us / 1e6, 3) + " s" : us >= 1e3 ? number(us / 1e3, 3) + " ms" : number(us, 2) + " µs";
  const section = (title) => { el("h2", root, title); return root; };

  const table = (head, rows, parent = root) => {
    const t = el("table", el("div", parent, undefined, "scroll"));
    const tr = el("tr", el("thead", t));
    head.forEach((h) => el("th", tr, h.replace("#", ""), h.startsWith("#") ? "n" : ""));
    const body = el("tbody", t);
    rows.forEach((row) => {
      const r = el("tr", body);
      row.forEach((cell, i) => {
        const td = el("td", r, cell && cell.text !== undefined ? cell.text : cell, head[i].startsWith("#") ? "n" : "");
        if (cell && cell.cls) td.className += " " + cell.cls;
        if (cell && cell.json !== undefined) td.dataset.json = cell.json;
      });
    });
    return t;
  };

  const bars = (rows, format) => {
    const most = Math.max(...rows.map((r) => r[1]), 1e-12);
    rows.forEach(([name, value, tip]) => {
      const row = el("div", root, undefined, "bar");
      el("span", row, name).title = tip || name;
      el("i", el("span", row)).style.width = (100 * value / most) + "%";
      el("b", row, format(value));
    });
  };

  const axis = (label, values) => ({ label, stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line") }, values });
  const plots = [];
  const plot = (options, columns) => {
    const host = el("div", root, undefined, "plot");
    const width = () => Math.max(260, Math.min(1060, root.clientWidth - 20));
    const u = new uPlot({ width: width(), height: 240, cursor: { drag: { x: true } }, ...options }, columns, host);
    plots.push(() => u.setSize({ width: width(), height: options.height || 240 }));
  };
  addEventListener("resize", () => plots.forEach((resize) => resize()));

  const environment = (env, doubts) => {
    section("Environment");
    const rows = [
      ["CPU", env.cpu.model], ["processors", String(env.cpu.logical_cores)],
      ["instruction sets", env.cpu.instruction_sets.join(" ")], ["governor", env.cpu.governor || "not told"],
      ["load before / after", number(env.before.load) + " / " + number(env.after.load)],
      ["OS", env.software.os], ["JVM", env.software.jvm], ["engine", (env.software.engine + " " + env.software.engine_version).trim()],
      ["kwsbench", env.software.kwsbench], ["date", env.date], ["command", env.command_line.join(" ")]];
    table(["", ""], rows);
    doubts.forEach((d) => el("p", root, "Warning: " + d.what + ": " + d.advice, "warning"));
  };

  // A histogram of values, as columns for uPlot.
  const histogram = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const low = sorted[0], high = sorted[Math.floor(0.99 * (sorted.length - 1))] || low;
    const count = Math.max(5, Math.min(60, Math.ceil(Math.sqrt(values.length))));
    const width = (high - low) / count || low * 0.01 || 1;
    const x = [], y = [];
    for (let i = 0; i < count; i++) { x.push(low + (i + 0.5) * width); y.push(0); }
    values.forEach((v) => { const i = Math.floor((v - low) / width); y[Math.min(count - 1, Math.max(0, i))]++; });
    return [x, y];
  };

  const quantiles = (series, unit) => {
    // one vertical line a case from min to p99, marks at the percentiles
    const keys = ["min", "median", "p90", "p95", "p99"];
    const x = series.map((_, i) => i);
    const colors = [css("--soft"), css("--a"), css("--good"), css("--b"), css("--bad")];
    plot({
      scales: { x: { time: false, range: [-0.5, series.length - 0.5] }, y: { distr: 3 } },
      axes: [axis("", (_, ticks) => ticks.map((t) => Number.isInteger(t) && series[t] ? series[t].name.slice(-18) : "")), axis("time (" + unit + ")")],
      series: [{ label: "case", value: (_, v) => v === null || v === undefined ? "" : series[v].name }, ...keys.map((k, i) => ({ label: k, stroke: colors[i], paths: () => null, points: { show: true, size: 9, fill: colors[i] } }))],
    }, [x, ...keys.map((k) => series.map((s) => s.d[k] || null))]);
  };

  const intervals = (rows) => {
    if (!rows.length) return;
    section("Comparisons, with confidence intervals");
    table(["comparison", "#ratio", "#low", "#high", "#level", "verdict"], rows.map((r) => [r.name, { text: number(r.ratio, 4), json: r.ratio }, number(r.low, 4), number(r.high, 4), number(100 * r.level, 2) + " %", r.verdict]));
    const x = rows.map((_, i) => i);
    plot({
      scales: { x: { time: false, range: [-0.5, rows.length - 0.5] } },
      axes: [axis("", (_, ticks) => ticks.map((t) => Number.isInteger(t) && rows[t] ? rows[t].name.slice(0, 22) : "")), axis("ratio")],
      series: [{ label: "comparison", value: (_, v) => v === null || v === undefined ? "" : rows[v].name },
        { label: "low", stroke: css("--soft"), paths: () => null, points: { show: true, size: 6 } },
        { label: "ratio", stroke: css("--a"), paths: () => null, points: { show: true, size: 10, fill: css("--a") } },
        { label: "high", stroke: css("--soft"), paths: () => null, points: { show: true, size: 6 } }],
      hooks: { draw: [(u) => {
        u.ctx.strokeStyle = css("--a");
        rows.forEach((r, i) => {
          u.ctx.beginPath();
          u.ctx.moveTo(u.valToPos(i, "x", true), u.valToPos(r.low, "y", true));
          u.ctx.lineTo(u.valToPos(i, "x", true), u.valToPos(r.high, "y", true));
          u.ctx.stroke();
        });
      }] },
    }, [x, rows.map((r) => r.low), rows.map((r) => r.ratio), rows.map((r) => r.high)]);
  };

  const suite = () => {
    el("h1", root, "kwsbench suite " + data.suite);
    el("p", root, data.cases.length + " cases, " + data.rounds + " rounds in " + number(data.seconds, 1) + " s, seed " + data.seed + (data.baseline ? ", baseline " + data.baseline : "") + (data.interrupted ? ", interrupted" : ""), "soft");
    const value = (g, v) => v === null || v === undefined ? "–" : g.unit === "ns" ? micros(v / 1e3) : g.unit === "share" ? number(100 * v) + " %" : number(v, g.unit === "ratio" ? 4 : 0);
    section("Gates");
    table(["case", "gate", "status", "#value", "#limit", "against", "note"], data.cases.flatMap((c) => c.gates.map((g) => [c.name, g.gate, { text: g.status.replace("_", " "), cls: g.status }, { text: value(g, g.value), json: g.value }, value(g, g.limit), g.against, g.note])));
    section("Cases");
    table(["case", "engine", "#threads", "#median", "#p90", "#p99", "#runs", "#outliers", "#warm after"], data.cases.map((c) => [c.name, c.engine, c.threads, { text: micros(c.nanos.median / 1e3), json: c.nanos.median }, micros(c.nanos.p90 / 1e3), micros(c.nanos.p99 / 1e3), number(c.nanos.count, 0), number(c.nanos.outliers, 0), number(c.warm_up_runs, 0)]));
    const measured = data.cases.filter((c) => c.nanos.count > 0);
    if (measured.length) {
      section("Distributions");
      quantiles(measured.map((c) => ({ name: c.name, d: Object.fromEntries(Object.entries(c.nanos).map(([k, v]) => [k, v / 1e3])) })), "µs, log");
      measured.forEach((c) => {
        el("h3", root, c.name + ": medians of " + c.round_median_nanos.length + " rounds");
        plot({ height: 160, scales: { x: { time: false }, y: { range: (_, low, high) => [0, 1.1 * high] } }, axes: [axis("µs"), axis("rounds")], series: [{ label: "µs", value: (_, v) => micros(v) }, { label: "rounds", stroke: css("--a"), fill: css("--a") + "55", paths: uPlot.paths.bars({ size: [0.95] }), points: { show: false } }] }, histogram(c.round_median_nanos.map((n) => n / 1e3)));
      });
    }
    intervals(data.cases.flatMap((c) => c.gates.filter((g) => g.decision).map((g) => ({ name: c.name + " / " + g.against, verdict: g.decision.verdict, ...g.decision.interval }))));
    environment(data.environment, data.doubts);
  };

  const result = (r) => {
    el("h2", root, r.name + ": " + r.graph.source + " on " + (r.engine + " " + r.engine_version).trim());
    el("p", root, r.graph.nodes + " nodes, " + number(r.graph.file_bytes, 0) + " bytes, " + number(r.flops.total / 1e6, 2) + " MFLOP a run, " + number(r.flops.total_per_second / 1e9, 2) + " GFLOP/s", "soft");
    if (r.ops.types.length) {
      el("h3", root, "Time by op type");
      bars(r.ops.types.slice(0, 15).map((t) => [t.type + " ×" + t.count, t.avg_us]), micros);
      el("h3", root, "Slowest ops");
      bars([...r.ops.nodes].sort((a, b) => b.median_us - a.median_us).slice(0, 20).map((n) => [n.name, n.median_us, n.type + ": " + n.fused.join(", ")]), micros);
      el("h3", root, "Timeline of a run");
      const nodes = [...r.ops.nodes].sort((a, b) => a.start_us - b.start_us);
      const x = [], y = [];
      nodes.forEach((n, i) => { x.push(n.start_us, n.start_us + Math.max(n.median_us, 1e-3)); y.push(i, i); });
      const order = x.map((_, i) => i).sort((a, b) => x[a] - x[b]);
      plot({
        scales: { x: { time: false }, y: { dir: -1 } }, axes: [axis("µs since the run began"), axis("op in run order")],
        series: [{ label: "µs" }, { label: "op", stroke: css("--a"), paths: () => null, points: { show: false }, value: (_, v) => v === null || v === undefined || !nodes[v] ? "" : nodes[v].name }],
        hooks: { draw: [(u) => { u.ctx.fillStyle = css("--a"); nodes.forEach((n, i) => { const left = u.valToPos(n.start_us, "x", true); u.ctx.fillRect(left, u.valToPos(i, "y", true) - 2, Math.max(1, u.valToPos(n.start_us + n.median_us, "x", true) - left), 4); }); }] },
      }, [order.map((i) => x[i]), order.map((i) => y[i])]);
      const known = r.ops.nodes.filter((n) => n.flops > 0 && n.median_us > 0 && n.memory_bytes > 0);
      if (known.length) {
        el("h3", root, "Roofline: what each op reaches");
        const points = known.map((n) => ({ name: n.name, x: n.flops / n.memory_bytes, y: n.flops / n.median_us / 1e3 })).sort((a, b) => a.x - b.x);
        plot({
          scales: { x: { time: false, distr: 3 }, y: { distr: 3 } }, axes: [axis("FLOP a byte of the op's memory (log)"), axis("GFLOP/s (log)")],
          series: [{ label: "FLOP/byte" }, { label: "GFLOP/s", stroke: css("--b"), paths: () => null, points: { show: true, size: 7, fill: css("--b") } }],
        }, [points.map((p) => p.x), points.map((p) => p.y)]);
      }
    }
    if (r.heard.length) {
      el("h3", root, "Clips heard");
      table(["clip", "label", "#probability"], r.heard.map((h) => [h.clip, h.top[0].label, { text: number(h.top[0].probability, 6), json: h.top[0].probability }]));
    }
  };

  const benchmark = () => {
    el("h1", root, "kwsbench" + (data.name ? " " + data.name : "") + " report");
    section("Gates");
    table(["result", "gate", "wanted", "measured", "status"], data.results.flatMap((r) => r.gates.map((g) => [r.name, g.name, g.requirement, g.measured, { text: g.pass ? "PASS" : "FAIL", cls: g.pass ? "PASS" : "FAIL" }])));
    section("Latency");
    table(["result", "engine", "#median", "#p90", "#p99", "#MAD", "#runs", "#outliers", "#traced median"], data.results.map((r) => [r.name, (r.engine + " " + r.engine_version).trim(), { text: micros(r.phases.untraced.median), json: r.phases.untraced.median }, micros(r.phases.untraced.p90), micros(r.phases.untraced.p99), micros(r.phases.untraced.mad), number(r.phases.untraced.count, 0), number(r.phases.untraced.outliers, 0), micros(r.phases.traced.median)]));
    quantiles(data.results.map((r) => ({ name: r.name, d: r.phases.untraced })), "µs, log");
    intervals(data.comparisons.map((c) => ({ name: c.candidate + " / " + c.reference, ratio: c.ratio.ratio, low: c.ratio.low, high: c.ratio.high, level: c.ratio.confidence, verdict: c.agree ? "outputs agree" : "outputs differ" })));
    data.results.forEach(result);
    environment(data.environment, data.doubts);
  };

  const start = performance.now();
  (data.cases ? suite : benchmark)();
  document.body.dataset.plots = document.querySelectorAll("canvas").length;
  document.body.dataset.millis = Math.round(performance.now() - start);
  document.body.dataset.done = "true";
})();
