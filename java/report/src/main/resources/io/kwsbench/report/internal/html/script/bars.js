// Bars and strips of elements: they wrap on a phone and can be selected, which a canvas cannot.

/** Rows of {name, tip, value, text, note, color}. */
const bars = (parent, rows) => {
  const most = Math.max(...rows.map((r) => r.value), 1e-12);
  const box = el("div", parent, undefined, "bars");
  rows.forEach((r) => {
    el("span", box, r.name).title = r.tip || r.name;
    const bar = el("i", el("div", box));
    bar.style.width = (100 * r.value / most) + "%";
    if (r.color) bar.style.background = r.color;
    const value = el("b", box);
    fill(value, r.cell);
    if (r.note) el("small", value, "  " + r.note);
  });
};

const mark = (track, cls, from, to) => {
  const i = el("i", track, undefined, cls);
  i.style.left = (100 * from) + "%";
  if (to !== undefined) i.style.width = (100 * Math.max(0, to - from)) + "%";
  return i;
};

const key = (parent, entries) => {
  const box = el("div", parent, undefined, "key");
  entries.forEach(([color, text, cls]) => {
    const item = el("span", box);
    const i = el("i", item, undefined, cls);
    i.style[cls && cls.startsWith("line") ? "borderColor" : "background"] = color;
    item.append(text);
  });
};

/** Distributions side by side on one logarithmic axis; rows of {name, d, cell, color}, d in microseconds. */
const strips = (parent, rows) => {
  const low = Math.log(Math.min(...rows.map((r) => r.d.min)) || 1e-3);
  const high = Math.log(Math.max(...rows.map((r) => r.d.p99)));
  const place = (v) => high > low ? Math.min(1, Math.max(0, (Math.log(v || 1e-3) - low) / (high - low))) * 0.98 + 0.01 : 0.5;
  const box = el("div", parent, undefined, "bars");
  rows.forEach((r) => {
    el("span", box, r.name).title = r.name;
    const track = el("div", box, undefined, "strip");
    track.title = "min " + format.us(r.d.min) + ", median " + format.us(r.d.median) + ", p90 " + format.us(r.d.p90) + ", p99 " + format.us(r.d.p99) + ", max " + format.us(r.d.max);
    mark(track, "range", place(r.d.min), place(r.d.p99)).style.background = r.color;
    mark(track, "core", place(r.d.min), place(r.d.p90)).style.background = r.color;
    mark(track, "mark", place(r.d.median));
    fill(el("b", box), r.cell);
  });
  key(parent, [["var(--fg)", "median", "mark"], ["var(--soft)", "fastest run to 90th percentile", "core"], ["var(--soft)", "to 99th percentile", "range"]]);
  el("p", parent, "Logarithmic, " + format.us(Math.exp(low)) + " to " + format.us(Math.exp(high)) + ".", "hint");
};

/** Ratios with their confidence intervals; rows of {name, ratio, low, high, limit, cell, note, color}. */
const forest = (parent, rows) => {
  const ends = rows.flatMap((r) => [r.low, r.high, 1, r.limit || 1]).filter((v) => v > 0);
  // what few rounds leave open must not squeeze the rest: such an interval ends at the edge
  const low = Math.log(Math.max(1e-3, Math.min(...ends))) - 0.01, high = Math.log(Math.min(1e3, Math.max(...ends))) + 0.01;
  const place = (v) => Math.min(1, Math.max(0, (Math.log(v) - low) / (high - low)));
  const box = el("div", parent, undefined, "bars");
  rows.forEach((r) => {
    el("span", box, r.name).title = r.name;
    const track = el("div", box, undefined, "strip");
    mark(track, "core", place(r.low), missing(r.high) ? 1 : place(r.high)).style.background = r.color;
    mark(track, "one", place(1));
    if (r.limit) mark(track, "limit", place(r.limit));
    mark(track, "mark", place(r.ratio));
    const value = el("b", box);
    fill(value, r.cell);
    el("small", value, "  " + r.note);
  });
};
