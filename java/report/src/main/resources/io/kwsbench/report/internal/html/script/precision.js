// The page of `kwsbench quantize`.
const interval = (pair, digits = 2) => pair ? format.fixed(pair[0], digits) + " … " + format.fixed(pair[1], digits) : "";

const precisionsTable = () => {
  const s = section("Precisions"), floats = data.precisions[0];
  table(s, ["precision", "#accuracy", "#95 % interval", "#points lost", "#95 % interval", "limit", "#clips of another class", "#largest change of a score", "#file", "#median", "against " + floats.precision], data.precisions.map((f, i) => {
    const p = (name, as) => cell("/precisions/" + i + "/" + name, as), c = f.change;
    return [f.precision, p("accuracy", "share"), interval(f.accuracy_interval_95.map((v) => 100 * v)) + " %",
      c ? p("change/drop_points", "points") : "", c ? interval(c.drop_interval_95) : "",
      c ? { text: c.within_limit ? "within" : "beyond", pill: c.within_limit ? "PASS" : "FAIL" } : "",
      c ? p("change/other_class", "count") : "", c ? p("change/largest_difference", "plain") : "",
      p("file_bytes", "bytes"), p("latency/median_us", "us"), f.latency.time_ratio ? speedup(f.latency.time_ratio) : ""];
  }));
  el("p", s, "The limit is " + data.max_drop_points + " points. Times are medians on one thread, the precisions in turn." + (data.long_audio ? "" : " False alarms per hour were not measured."), "hint");
};

const alarmsTable = () => {
  const audio = data.long_audio;
  if (!audio) return;
  const s = section("False alarms");
  table(s, ["precision", "#false alarms per hour", "#95 % interval", "#words missed", "#threshold"], audio.precisions.map((a, i) => {
    const p = (name, as) => cell("/long_audio/precisions/" + i + "/" + name, as);
    return [a.precision, p("false_alarms_per_hour", "plain"), interval(a.false_alarms_per_hour_interval_95, 1), p("missed_share", "share"), p("threshold", "plain")];
  }));
  el("p", s, number(60 * audio.hours, 0) + " minutes with " + number(audio.words, 0) + " words. Each precision has the threshold with the fewest false alarms among those that miss no more words than " + data.precisions[0].precision + ".", "hint");
};

const recallTable = () => table(section("Recall of each class"), ["class", "#clips", ...data.precisions.map((f) => "#" + f.precision)], data.classes.map((c, i) => [c.label, c.clips,
  ...data.precisions.map((f) => missing(c.recall[f.precision]) ? "–" : cell("/classes/" + i + "/recall/" + f.precision, "share"))]));

const weightsTable = () => {
  const rows = data.precisions.flatMap((f, i) => f.weights.map((w, k) => [f.precision,
    missing(w.signal_to_noise_db) ? "exact" : cell("/precisions/" + i + "/weights/" + k + "/signal_to_noise_db", "plain"),
    cell("/precisions/" + i + "/weights/" + k + "/values", "count"), { text: w.nodes.join(" "), cls: "wrap" }]));
  if (rows.length) table(section("Steps: signal to noise of weights, in int8 of results, the worst first"), ["precision", "#dB", "#weights", "nodes"], rows, true);
};

const precisions = () => {
  const nav = head(extra.title, data.clips + " clips of the " + data.set + " set on " + data.environment.cpu.model + ", " + data.environment.date, {});
  precisionsTable();
  alarmsTable();
  recallTable();
  weightsTable();
  environment();
  contents(nav);
};
