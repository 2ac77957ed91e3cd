import { Chart } from './chart.js';

const COLORS = 8;
const MAX_BUFFERED = 1 << 19; // bytes that wait in the browser: 5 s at 48,000 Hz, and the server takes 10 s at once
const MOVE_MILLIS = 100;
const MAX_ROWS = 200;

const at = (id) => document.getElementById(id);
const chart = new Chart(at('chart'));
let socket;
let words = [];
let sound; // context, tracks and what was sent, while the microphone runs
let detections = [];
let moving;
let lost = 0;

function say(text, bad) {
  at('status').textContent = text;
  at('status').className = bad ? 'bad' : '';
}

function connect() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  const query = token ? '?token=' + encodeURIComponent(token) : '';
  const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
  socket = new WebSocket(scheme + location.host + '/sound' + query);
  socket.binaryType = 'arraybuffer';
  socket.onmessage = (message) => take(JSON.parse(message.data));
  socket.onclose = (end) => {
    quiet();
    at('start').disabled = true;
    say(end.code === 1006 ? 'No connection. Is the address right, with its token, and does kwsbench still run?'
      : 'The server closed the connection' + (end.reason ? ': ' + end.reason : '.'), true);
  };
}

function take(message) {
  switch (message.type) {
    case 'model': return model(message);
    case 'scores': return scores(message);
    case 'detection': return detected(message);
    case 'replay': return replayed(message);
  }
}

function model(message) {
  words = message.labels
    .map((label, index) => ({ ...label, index }))
    .filter((label) => label.keyword)
    .map((word, i) => ({ ...word, color: 'c' + (i % COLORS) }));
  chart.words = words;
  at('words').replaceChildren(...words.map(row));
  chart.draw();
  at('start').disabled = false;
  say('Ready. Rule: ' + message.rule + '.');
}

function row(word) {
  const line = document.createElement('tr');
  line.className = word.color;
  const name = document.createElement('th');
  name.scope = 'row';
  name.textContent = word.name;
  word.cell = document.createElement('td');
  word.cell.textContent = '–';
  const slider = document.createElement('input');
  Object.assign(slider, { type: 'range', min: 0, max: 1, step: 0.005, value: word.threshold });
  slider.setAttribute('aria-label', 'Threshold of ' + word.name);
  slider.dataset.word = word.name;
  const value = document.createElement('output');
  value.textContent = ' ' + word.threshold.toFixed(3);
  slider.addEventListener('input', () => {
    word.threshold = Number(slider.value);
    value.textContent = ' ' + word.threshold.toFixed(3);
    chart.draw();
    moving = moving || setTimeout(move, MOVE_MILLIS);
  });
  const threshold = document.createElement('td');
  threshold.className = 'threshold';
  threshold.append(slider, value);
  line.append(name, word.cell, threshold);
  return line;
}

function move() {
  moving = undefined;
  const labels = Object.fromEntries(words.map((word) => [word.name, word.threshold]));
  send(JSON.stringify({ type: 'thresholds', labels }));
}

function send(data) {
  if (socket.readyState === WebSocket.OPEN) {
    socket.send(data);
  }
}

function scores(message) {
  chart.add(message.time, message.scores);
  for (const word of words) {
    word.cell.textContent = message.scores[word.index].toFixed(3);
  }
  at('time').textContent = message.time.toFixed(1) + ' s';
  at('level').textContent = message.level.toFixed(0) + ' dB';
  if (sound) {
    // the piece of sound that completed the window
    while (sound.sent.length > 1 && sound.sent[0].time < message.time) {
      sound.sent.shift();
    }
    if (sound.sent.length) {
      at('latency').textContent = Math.round(performance.now() - sound.sent[0].when) + ' ms';
    }
  }
}

function detected(message) {
  detections.push(message);
  show(count() + ' so far.');
}

function replayed(message) {
  const before = detections.length;
  detections = message.detections;
  show('With these thresholds: ' + count() + ' so far; before: ' + before + '.');
}

function count() {
  return detections.length + (detections.length === 1 ? ' detection' : ' detections');
}

function show(summary) {
  chart.detections = detections;
  chart.draw();
  at('summary').textContent = summary;
  at('detections').replaceChildren(...detections.slice(-MAX_ROWS).reverse().map((one) => {
    const line = document.createElement('tr');
    for (const text of [one.time.toFixed(2) + ' s', one.label, one.score.toFixed(3)]) {
      line.insertCell().textContent = text;
    }
    return line;
  }));
}

async function start() {
  at('start').disabled = true;
  if (!navigator.mediaDevices) {
    return say('The browser gives the microphone to https pages and to localhost only: use ssh -L or a proxy with TLS.', true);
  }
  try {
    // first what takes time: the microphone's sound counts from the moment it is open
    const context = new AudioContext();
    await context.audioWorklet.addModule('/microphone.js');
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    const microphone = new AudioWorkletNode(context, 'microphone');
    sound = { context, tracks: stream.getTracks(), sent: [], samples: 0 };
    detections = [];
    chart.clear();
    show('None yet.');
    send(JSON.stringify({ type: 'start', rate: context.sampleRate }));
    microphone.port.onmessage = (piece) => hear(piece.data);
    // its output is silent; some browsers run only what leads to the loudspeaker
    context.createMediaStreamSource(stream).connect(microphone).connect(context.destination);
    await context.resume();
    sound.tracks[0].onended = () => { quiet(); say('The microphone has ended.', true); };
    at('stop').disabled = false;
    say('Listening at ' + context.sampleRate + ' Hz.');
  } catch (error) {
    quiet();
    say('No microphone: ' + error.message, true);
  }
}

function hear(pcm) {
  if (!sound) {
    return;
  }
  if (socket.bufferedAmount > MAX_BUFFERED) {
    at('lost').textContent = String(++lost);
    return;
  }
  sound.samples += pcm.byteLength / 2;
  sound.sent.push({ time: sound.samples / sound.context.sampleRate, when: performance.now() });
  send(pcm);
}

function quiet() {
  if (sound) {
    sound.tracks.forEach((track) => track.stop());
    sound.context.close();
    sound = undefined;
  }
  send(JSON.stringify({ type: 'stop' }));
  at('stop').disabled = true;
  at('start').disabled = socket.readyState !== WebSocket.OPEN;
}

at('start').addEventListener('click', start);
at('stop').addEventListener('click', () => { quiet(); say('Stopped.'); });
connect();
