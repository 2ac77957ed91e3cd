// Roofline: what each op reaches, under what one core of this machine can do (Williams, Waterman and Patterson, 2009).
const roofline = (parent, opsPath, threads) => {
  const ops = at(opsPath), roof = data.roofline, color = colors(ops.types);
  const points = ops.nodes
    .filter((n) => n.executed_flops > 0 && n.median_us > 0 && n.operand_bytes > 0)
    .map((n) => ({ n, x: n.executed_flops / n.operand_bytes, y: n.executed_flops / n.median_us / 1e3 }))
    .sort((a, b) => a.x - b.x);
  if (!points.length) return;
  el("h3", parent, "Roofline");
  const ridge = roof ? roof.fma_gflops_per_second / roof.copy_gigabytes_per_second : 1;
  const lowX = Math.min(points[0].x, ridge) / 2, highX = Math.max(points[points.length - 1].x, ridge) * 2;
  const ys = points.map((p) => p.y);
  const lowY = Math.min(...ys) / 2, highY = Math.max(...ys, roof ? roof.fma_gflops_per_second : 0) * 2;
  const peak = (x) => Math.min(roof.fma_gflops_per_second, roof.copy_gigabytes_per_second * x);
  if (roof) {
    const best = points.reduce((a, b) => a.y > b.y ? a : b);
    el("p", parent, "Each point is an op; its area shows its time. One core reaches at most " + number(roof.fma_gflops_per_second, 1) + " GFLOP/s and copies " + number(roof.copy_gigabytes_per_second, 1) + " GB/s; ops above the slope work in the cache." + (threads === 1 ? "" : threads === 0 ? " The engine chose its number of threads." : " This ran on " + threads + " threads.") + " Best: " + best.n.name + " at " + number(100 * best.y / roof.fma_gflops_per_second, 0) + " % of the peak." + (threads === 1 && best.y > 1.02 * roof.fma_gflops_per_second ? " That is above the peak because other processes slowed down the measurement of the peak." : ""), "hint");
    key(parent, [["var(--bad)", "FMA peak and copy speed, measured", "line"], ["var(--soft)", "OpenBLAS sgemm, measured", "line dash"], ...ops.types.filter((t) => points.some((p) => p.n.type === t.type)).slice(0, 7).map((t) => [palette(color[t.type]), t.type])]);
  } else {
    el("p", parent, "Each point is an op; its area shows its time. The machine's peak was not measured.", "hint");
  }
  const x = [...new Set(points.map((p) => p.x).concat(roof ? [lowX, ridge, highX] : [lowX, highX]))].sort((a, b) => a - b);
  const place = (u, p) => [u.valToPos(p.x, "x", true), u.valToPos(p.y, "y", true), (3 + 14 * Math.sqrt(p.n.median_share)) * devicePixelRatio];
  const dots = (u) => {
    u.ctx.save();
    points.forEach((p) => {
      const [cx, cy, r] = place(u, p);
      u.ctx.beginPath();
      u.ctx.arc(cx, cy, r, 0, 2 * Math.PI);
      u.ctx.fillStyle = ink(color[p.n.type]) + "99";
      u.ctx.strokeStyle = ink(color[p.n.type]);
      u.ctx.fill();
      u.ctx.stroke();
    });
    u.ctx.restore();
  };
  const nearest = (u, left, top) => {
    const d = (p) => Math.hypot(u.valToPos(p.x, "x") - left, u.valToPos(p.y, "y") - top);
    const p = points.reduce((a, b) => d(a) < d(b) ? a : b);
    return d(p) > 24 ? null : p.n.type + " " + p.n.name + ": " + number(p.y, 2) + " GFLOP/s at " + number(p.x, 2) + " FLOP per byte, " + format.us(p.n.median_us) + (roof ? ", " + number(100 * p.y / peak(p.x), 0) + " % of the roof" : "");
  };
  const log = (low, high) => ({ time: false, distr: 3, range: [low, high] });
  const marks = (low, high) => ({ splits: () => steps(low, high), filter: (_, splits) => splits, values: (_, splits) => splits.map((v) => number(v, 4)) });
  const host = plot(parent, 260, () => ({
    options: {
      scales: { x: log(lowX, highX), y: log(lowY, highY) },
      axes: [axis("FLOP per byte moved", marks(lowX, highX)), axis("GFLOP/s", { ...marks(lowY, highY), size: 56 })],
      series: [{}, { stroke: css("--bad"), width: 2, points: { show: false } }, { stroke: css("--soft"), dash: [5, 5], points: { show: false } }],
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      hooks: { draw: [dots] }, plugins: [tooltip(nearest)],
    },
    columns: [x, x.map((v) => roof ? peak(v) : null), x.map((v) => roof && v >= roof.sgemm_gflops_per_second / roof.copy_gigabytes_per_second ? roof.sgemm_gflops_per_second : null)] }));
  if (roof) host.dataset.peak = roof.fma_gflops_per_second;
};
