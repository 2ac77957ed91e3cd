// The scores of the last seconds, one line per word, with thresholds (dashed) and detections (vertical).
const SECONDS = 10;
const LEFT = 28;
const BOTTOM = 18;

export class Chart {
  constructor(canvas) {
    this.canvas = canvas;
    this.words = [];
    this.clear();
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  clear() {
    this.points = [];
    this.detections = [];
    this.draw();
  }

  add(time, scores) {
    this.points.push({ time, scores });
    while (this.points.length > 2 && this.points[1].time < time - SECONDS) {
      this.points.shift();
    }
    this.draw();
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const to = this.canvas.getContext('2d');
    to.scale(ratio, ratio);
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue('--' + name);
    const end = Math.max(SECONDS, this.points.length ? this.points[this.points.length - 1].time : 0);
    const x = (time) => LEFT + (1 - (end - time) / SECONDS) * (width - LEFT);
    const y = (score) => 4 + (1 - score) * (height - BOTTOM - 4);
    this.drawAxes(to, color, { x, y, end, width, height });
    to.save();
    to.beginPath();
    to.rect(LEFT, 0, width - LEFT, height);
    to.clip();
    for (const word of this.words) {
      to.strokeStyle = color(word.color);
      this.line(to, [[LEFT, y(word.threshold)], [width, y(word.threshold)]], 1, [4, 4]);
      this.line(to, this.points.map((p) => [x(p.time), y(p.scores[word.index])]), 2, []);
    }
    this.drawDetections(to, color, { x, end, height });
    to.restore();
  }

  drawAxes(to, color, { x, y, end, width, height }) {
    to.font = '11px system-ui, sans-serif';
    to.fillStyle = color('soft');
    to.strokeStyle = color('line');
    for (const score of [0, 0.5, 1]) {
      to.fillText(String(score), 2, y(score) + (score === 1 ? 8 : 4));
      this.line(to, [[LEFT, y(score)], [width, y(score)]], 1, []);
    }
    for (let second = Math.ceil(end - SECONDS); second < end; second += 2) {
      to.fillText(second + ' s', x(second), height - 4);
    }
  }

  drawDetections(to, color, { x, end, height }) {
    for (const one of this.detections) {
      const word = this.words.find((known) => known.name === one.label);
      if (one.time < end - SECONDS || !word) {
        continue;
      }
      to.strokeStyle = color(word.color);
      to.fillStyle = color(word.color);
      this.line(to, [[x(one.time), 0], [x(one.time), height - BOTTOM]], 1, []);
      to.fillText(one.label, Math.max(LEFT, x(one.time) - to.measureText(one.label).width - 3), 12);
    }
  }

  line(to, points, width, dash) {
    to.lineWidth = width;
    to.setLineDash(dash);
    to.beginPath();
    points.forEach(([px, py]) => to.lineTo(px, py));
    to.stroke();
  }
}
