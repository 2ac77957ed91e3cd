// The page's ground: the data, elements, and how values are written.
const source = document.getElementById("data").textContent;
const data = JSON.parse(source);
/** What only the page has: its title, the answer and the timelines by the pointer of their ops' owner. */
const extra = JSON.parse(document.getElementById("extra").textContent);
const root = document.getElementById("report");

/** The value at a JSON pointer. */
const at = (path) => path.split("/").slice(1).reduce((v, key) => v === null || v === undefined ? undefined : v[key], data);

// all text goes through textContent: a hostile node name stays text
const el = (tag, parent, text, cls) => {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = text;
  if (cls) node.className = cls;
  parent.appendChild(node);
  return node;
};

const missing = (v) => v === null || v === undefined;
const number = (v, digits = 2) => missing(v) ? "–" : v.toLocaleString("en-US", { maximumFractionDigits: digits });
const digitsOf = (v) => v >= 100 ? 1 : v >= 10 ? 2 : 3;
const scaled = (v, units) => {
  if (missing(v)) return "–";
  const [factor, unit] = units.find(([f]) => Math.abs(v) >= f) || units[units.length - 1];
  return number(v / factor, digitsOf(Math.abs(v / factor))) + " " + unit;
};
const TIME = [[1e6, "s"], [1e3, "ms"], [1, "µs"], [1e-3, "ns"]];
const format = {
  us: (v) => v === 0 ? "0 µs" : scaled(v, TIME),
  ns: (v) => missing(v) ? "–" : format.us(v / 1e3),
  bytes: (v) => scaled(v, [[1e9, "GB"], [1e6, "MB"], [1e3, "kB"], [1, "B"]]),
  flops: (v) => v === 0 ? "0 FLOP" : scaled(v, [[1e9, "GFLOP"], [1e6, "MFLOP"], [1e3, "kFLOP"], [1, "FLOP"]]),
  gflops: (v) => missing(v) ? "–" : number(v / 1e9, digitsOf(v / 1e9)) + " GFLOP/s",
  count: (v) => number(v, 0),
  share: (v) => missing(v) ? "–" : v > 1000 ? "∞" : number(100 * v, 2) + " %",
  fixed: (v, digits) => v.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  ratio: (v, digits = 4) => missing(v) ? "–" : v > 1000 ? "∞" : format.fixed(v, digits),
  plain: (v) => missing(v) ? "–" : v.toLocaleString("en-US", { maximumSignificantDigits: 3 }),
  exact: (v) => missing(v) ? "–" : number(v, 0) + " B",
  points: (v) => missing(v) ? "–" : format.fixed(v, 2),
  instructions: (v) => number(v, 0),
};

/** A cell that shows a number of the JSON, and says which, so that a test can compare them. */
const cell = (path, as, extra = {}) => ({ text: format[as](at(path)), path, json: at(path), ...extra });
const fill = (node, value) => {
  if (missing(value) || typeof value !== "object") {
    node.textContent = missing(value) ? "" : value;
    return;
  }
  if (value.pill) {
    el("span", node, value.text, "pill " + value.pill);
  } else if (value.swatch) {
    el("i", node, undefined, "swatch").style.background = value.swatch;
    node.append(value.text);
  } else if (value.cls === "op") {
    // the cell cuts a long name at its start: names differ at their ends
    el("bdi", node, value.text);
  } else {
    node.textContent = value.text;
  }
  if (value.cls) node.className += " " + value.cls;
  if (value.title) node.title = value.title;
  if (value.path && !missing(value.json)) {
    node.dataset.path = value.path;
    node.dataset.json = value.json;
  }
};

/** A section of the page, listed at the top. */
const sections = [];
const section = (title) => {
  const node = el("section", root);
  node.id = "s" + sections.length;
  sections.push([node.id, title]);
  el("h2", node, title);
  return node;
};

/** Shows at its edges that a box holds more than fits, and lets keys scroll it then. */
const scrolling = (frame, box, label) => {
  const hint = el("p", frame, "Scroll the table sideways: it has more columns.", "hint more");
  const look = () => {
    const wide = box.scrollWidth - box.clientWidth > 1, high = box.scrollHeight - box.clientHeight > 1;
    frame.classList.toggle("left", wide && box.scrollLeft > 1);
    frame.classList.toggle("right", wide && box.scrollLeft < box.scrollWidth - box.clientWidth - 1);
    frame.classList.toggle("below", high && box.scrollTop < box.scrollHeight - box.clientHeight - 1);
    hint.hidden = !wide;
    if (wide || high) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", label + ", scrollable");
    } else {
      ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
    }
  };
  box.addEventListener("scroll", look);
  new ResizeObserver(look).observe(box);
  look();
};

/** A table; a head that begins with # is of numbers. Without rows there is none. */
const table = (parent, head, rows, tall) => {
  if (!rows.length) return null;
  const frame = el("div", parent, undefined, "frame");
  const box = el("div", frame, undefined, "scroll" + (tall ? " tall" : ""));
  const t = el("table", box);
  const tr = el("tr", el("thead", t));
  head.forEach((h) => el("th", tr, h.replace("#", ""), h.startsWith("#") ? "n" : "").setAttribute("scope", "col"));
  const body = el("tbody", t);
  rows.forEach((row) => {
    const r = el("tr", body);
    row.forEach((value, i) => fill(el("td", r, undefined, head[i].startsWith("#") ? "n" : ""), value));
  });
  scrolling(frame, box, "table of " + (head.find((h) => h) || "values"));
  return t;
};

const tiles = (parent, list) => {
  const box = el("div", parent, undefined, "tiles");
  list.filter(([, value]) => value && value.text !== "–").forEach(([name, value, note]) => {
    const tile = el("div", box, undefined, "tile");
    el("span", tile, name);
    fill(el("b", tile), value);
    if (note) el("i", tile, note);
  });
};

const warnings = (parent, doubts) => doubts.forEach((d) => {
  const p = el("p", parent, undefined, "warning");
  el("b", p, d.what);
  p.append(": " + d.advice);
});

/** Details whose inside is made when they are first opened. */
const folded = (parent, title, make) => {
  const details = el("details", parent);
  el("summary", details, title);
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) make(details);
  });
  return details;
};
