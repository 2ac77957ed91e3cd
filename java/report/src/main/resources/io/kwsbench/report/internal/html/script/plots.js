// Canvases, by uPlot. They are drawn anew when the width or the colors change.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
/** A color by its name: c0 to c7 for types of ops, e0 to e7 for engines. */
const palette = (name) => "var(--" + name + ")";
const ink = (name) => css("--" + name);

const axis = (label, more = {}) => ({ label, size: 30, labelSize: 20, labelGap: 0, labelFont: "12px system-ui, sans-serif", font: "11px system-ui, sans-serif", stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line"), width: 1 }, ...more });

const drawn = [];
const plot = (parent, height, make) => {
  const host = el("div", parent, undefined, "plot");
  const width = () => Math.max(220, Math.floor(host.clientWidth));
  let u = null;
  const draw = () => {
    if (u) u.destroy();
    const { options, columns } = make();
    u = new uPlot({ width: width(), height, legend: { show: false }, ...options }, columns, host);
  };
  draw();
  drawn.push({ draw, resize: () => { if (host.clientWidth && u.width !== width()) u.setSize({ width: width(), height }); } });
  return host;
};
addEventListener("resize", () => drawn.forEach((p) => p.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach((p) => p.draw()));

/** A line that follows the cursor; text(u, left, top) gives what it says, or nothing. */
const tooltip = (text) => {
  let tip = null;
  return { hooks: {
    init: (u) => { tip = el("div", u.over, undefined, "tip"); tip.style.display = "none"; u.over.addEventListener("mouseleave", () => { tip.style.display = "none"; }); },
    setCursor: (u) => {
      const { left, top } = u.cursor;
      const said = left < 0 ? null : text(u, left, top);
      tip.style.display = said ? "block" : "none";
      if (!said) return;
      tip.textContent = said;
      const x = left + 14 + tip.offsetWidth > u.over.clientWidth ? left - tip.offsetWidth - 10 : left + 14;
      tip.style.left = Math.max(0, x) + "px";
      tip.style.top = Math.max(0, top - 8) + "px";
    },
  } };
};

/** Round numbers for a logarithmic axis; fewer where it spans much. */
const steps = (low, high) => {
  const digits = high / low > 1e3 ? [1] : high / low > 30 ? [1, 3] : [1, 2, 5];
  const found = [];
  for (let p = Math.floor(Math.log10(low)); p <= Math.ceil(Math.log10(high)); p++) {
    digits.forEach((d) => { const v = d * 10 ** p; if (v >= low && v <= high) found.push(v); });
  }
  return found.length ? found : [low, high];
};

const bins = (values, low, high, count) => {
  const width = (high - low) / count || 1;
  const y = new Array(count).fill(0);
  values.forEach((v) => { y[Math.min(count - 1, Math.max(0, Math.floor((v - low) / width)))]++; });
  return [y.map((_, i) => low + (i + 0.5) * width), y];
};

/** How often a run took how long. A long tail goes into the last bar: it would hide the rest. */
const histogram = (parent, values, color, what) => plot(parent, 180, () => {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (q) => sorted[Math.round(q * (sorted.length - 1))];
  const low = sorted[0];
  const fence = quantile(0.75) + 4 * (quantile(0.75) - quantile(0.25));
  const high = Math.min(quantile(1), Math.max(fence, quantile(0.9))) * 1.0001 + 1e-9;
  const beyond = sorted.filter((v) => v > high).length;
  const columns = bins(values, low, high, Math.max(5, Math.min(60, Math.ceil(2 * Math.cbrt(values.length)))));
  const pad = (high - low) / columns[0].length / 6;
  return {
    options: {
      scales: { x: { time: false, range: [low - pad, high + pad] }, y: { range: (_, min, max) => [0, 1.08 * max || 1] } },
      axes: [axis("µs" + (beyond ? "; the last bar holds " + beyond + " slower " + (beyond === 1 ? what.slice(0, -1) : what) : "")), axis(what, { size: 44 })],
      series: [{}, { stroke: ink(color), fill: ink(color) + "66", paths: uPlot.paths.bars({ size: [0.94] }), points: { show: false } }],
      cursor: { y: false, points: { show: false } },
      plugins: [tooltip((u) => missing(u.cursor.idx) ? null : format.us(u.data[0][u.cursor.idx]) + ": " + number(u.data[1][u.cursor.idx], 0) + " " + what)],
    }, columns };
});

/** More runs than this are thinned out evenly: a plot has no more pixels. */
const MAX_POINTS = 1000;

/** Distances between the marks of an axis that counts. */
const WHOLE = Array.from({ length: 9 }, (_, i) => [1, 2, 5].map((n) => n * 10 ** i)).flat();

/** Times in the order of the runs: drift, steps and neighbors show here. */
const sequence = (parent, all, what) => {
  const step = Math.max(1, Math.ceil(Math.max(...all.map((s) => s.values.length)) / MAX_POINTS));
  thinned(parent, all.map((s) => ({ ...s, values: s.values.filter((_, i) => i % step === 0) })), step, what);
};

const thinned = (parent, series, step, what) => plot(parent, 220, () => {
  const most = Math.max(...series.map((s) => s.values.length));
  const x = Array.from({ length: most }, (_, i) => 1 + i * step);
  const all = series.flatMap((s) => s.values).sort((a, b) => a - b);
  const top = all[all.length - 1] * 1.1, bottom = all[0] / 1.1;
  return {
    options: {
      scales: { x: { time: false }, y: { distr: 3, range: [bottom, top] } },
      axes: [axis(what, { incrs: WHOLE }), axis("time, logarithmic", { size: 60, splits: () => steps(bottom, top), filter: (_, splits) => splits, values: (_, splits) => splits.map(format.us) })],
      series: [{}, ...series.map((s) => ({ stroke: ink(s.color), paths: () => null, points: { show: true, size: 3, fill: ink(s.color), stroke: ink(s.color) } }))],
      cursor: { y: false },
      plugins: [tooltip((u) => missing(u.cursor.idx) ? null : what + " " + x[u.cursor.idx] + ": " + series.map((s) => s.name + " " + format.us(s.values[u.cursor.idx])).join(", "))],
    },
    columns: [x, ...series.map((s) => x.map((_, i) => missing(s.values[i]) ? null : s.values[i]))] };
});
