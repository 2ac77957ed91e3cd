// Two op tables side by side. Engines merge ops, so what is compared are groups of ops that stand for the same nodes.

/** The nodes of the graph that an op stands for. */
const standsFor = (n) => n.fused.length ? n.fused : [n.name];

/** Groups of ops of both sides that share nodes: {a, b}, lists of ops, in the order of a run. */
const groupsOf = (a, b) => {
  const parent = new Map();
  const find = (k) => { while (parent.get(k) !== k) { parent.set(k, parent.get(parent.get(k))); k = parent.get(k); } return k; };
  [...a, ...b].forEach((n) => {
    const nodes = standsFor(n);
    nodes.forEach((k) => { if (!parent.has(k)) parent.set(k, k); });
    nodes.forEach((k) => parent.set(find(k), find(nodes[0])));
  });
  const groups = new Map();
  const add = (list, side) => list.forEach((n) => {
    const root = find(standsFor(n)[0]);
    if (!groups.has(root)) groups.set(root, { a: [], b: [] });
    groups.get(root)[side].push(n);
  });
  add(a, "a");
  add(b, "b");
  return [...groups.values()];
};

const signed = (us) => (us < 0 ? "−" : "+") + format.us(Math.abs(us));
const timeOf = (ops) => ops.reduce((sum, n) => sum + n.median_us, 0);

/** A section of what a spends op by op more or less than b; each is {label, nodes}. */
const opDifference = (a, b) => {
  if (!a.nodes.length || !b.nodes.length) return;
  const rows = groupsOf(a.nodes, b.nodes)
    .map((g, order) => ({ order, ...g, ops: (g.a.length ? g.a : g.b), is: timeOf(g.a), was: timeOf(g.b) }))
    .map((g) => ({ ...g, more: g.is - g.was, name: g.ops[0].name + (g.ops.length > 1 ? " and " + (g.ops.length - 1) + " more" : ""), type: [...new Set(g.ops.map((n) => n.type))].join(", ") }))
    .filter((g) => g.is > 0 || g.was > 0)
    .sort((x, y) => Math.abs(y.more) - Math.abs(x.more));
  if (!rows.length) return;
  const s = section("Op by op: " + a.label + " against " + b.label);
  const is = rows.reduce((t, g) => t + g.is, 0), was = rows.reduce((t, g) => t + g.was, 0), top = rows[0];
  el("p", s, "All ops of " + a.label + " take " + format.us(is) + ", " + format.us(Math.abs(is - was)) + (is < was ? " less" : " more") + " than those of " + b.label + ". The largest difference is " + signed(top.more) + " in " + top.name + ".");
  const t = table(s, ["op", "type", "#" + a.label, "#" + b.label, "#difference", "#time ratio"], rows.map((g) => [
    { text: g.name, title: g.ops.map((n) => n.name).join(", ") + "\nof " + g.ops.flatMap(standsFor).join(", "), cls: "op" }, g.type, g.a.length ? format.us(g.is) : "–", g.b.length ? format.us(g.was) : "–",
    { text: signed(g.more), cls: g.more > 0 ? "slower" : "faster" }, g.is > 0 && g.was > 0 ? number(g.is / g.was, 2) : "–"]), rows.length > 15);
  sortable(t, rows, [(g) => g.name, (g) => g.type, (g) => g.is, (g) => g.was, (g) => g.more, (g) => g.was > 0 ? g.is / g.was : null]);
  el("p", s, "Median times of traced runs. Ops for the same nodes of the graph share a row.", "hint");
};
