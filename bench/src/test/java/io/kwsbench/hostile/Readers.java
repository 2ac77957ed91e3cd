package io.kwsbench.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All readers, with sound files and the commands that read them. */
final class Readers {
  private static final String ARM = "graphs/arm-kws/";
  private static final Reader.Before NOTHING = () -> {};
  private final Path work;
  private final Sound sound;
  private final List<Reader> readers = new ArrayList<>();

  private Readers(Path work) throws IOException {
    this.work = work;
    this.sound = new Sound(work.resolve("sound"));
  }

  static List<Reader> all(Path work) throws IOException {
    Readers all = new Readers(work);
    all.models();
    all.checkpoints();
    all.texts();
    all.suites();
    all.runs();
    return all.readers;
  }

  private void models() throws IOException {
    List<byte[]> graphs =
        sound.with(
            List.of("own.pb", "chain.pb"),
            List.of(
                ARM + "DNN_S.pb",
                ARM + "CRNN_S.pb",
                ARM + "DS_CNN_S.pb",
                ARM + "GRU_S.pb",
                ARM + "CNN_S.pb",
                ARM + "LSTM_S.pb",
                "keras/zoo/simple.pb"));
    String graph = work.resolve("in.pb").toString();
    List<List<String>> both =
        List.of(
            List.of("compile", "--graph", graph, "--dump_plan"),
            benchmark(graph, "native"),
            benchmark(graph, "tensorflow"));
    add("graph-bytes", "in.pb", graphs, Mutation::bytes, both);
    add("graph-head", "in.pb", graphs, (s, r) -> Mutation.bytes(s, 0, 3000, r), both);
    add("graph-nodes", "in.pb", graphs, GraphMutation::of, both);
    List<byte[]> plans = sound.with(List.of("own.kws", "chain.kws"), List.of());
    String plan = work.resolve("in.kws").toString();
    List<List<String>> planned =
        List.of(
            List.of("run", "--graph", plan, "--engine", "native", clip()),
            benchmark(plan, "native"));
    add("plan-bytes", "in.kws", plans, Mutation::bytes, planned);
    add("plan-sealed", "in.kws", plans, Readers::sealed, planned);
    add("plan-metadata", "in.kws", plans.subList(0, 1), Readers::metadata, planned);
    List<byte[]> wavs = sound.with(List.of("clips/c0.wav"), List.of("faults/repro/rate1.wav"));
    String wav = work.resolve("wavs/in.wav").toString();
    add(
        "wav",
        "wavs/in.wav",
        wavs,
        Readers::wav,
        List.of(
            List.of("run", "--graph", own(), "--engine", "native", wav),
            predict(work.resolve("wavs"), "wav.csv"),
            benchmark(own(), "native", "--input_wav", wav)));
  }

  private static List<String> benchmark(String graph, String engine, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "--graph",
                graph,
                "--engine",
                engine,
                "--max_num_runs",
                "1",
                "--warmup_runs",
                "0",
                "--num_threads",
                "1",
                "--max_time",
                "1"));
    command.addAll(List.of(more));
    return command;
  }

  private void checkpoints() throws IOException {
    List<byte[]> files =
        sound.with(
            List.of("own.hdf5"),
            List.of(
                "keras/pi195/python35.hdf5", "keras/zoo/simple.hdf5",
                "keras/later-keras/tf_keras-lstm.h5", "keras/later-keras/keras3-dscnn.h5",
                "keras/later-keras/keras3-lstm.h5", "keras/later-keras/tf_keras-dscnn.h5"));
    String file = work.resolve("in.hdf5").toString();
    List<List<String>> freeze = List.of(freeze(file));
    add("hdf5-bytes", "in.hdf5", files, Mutation::bytes, freeze);
    add("hdf5-head", "in.hdf5", files, (s, r) -> Mutation.bytes(s, 0, 12_000, r), freeze);
    add("hdf5-config", "in.hdf5", files, Readers::config, freeze);
    add("lambda", "in.hdf5", files, Readers::lambda, freeze);
    String weights = sound.at("own.hdf5").toString();
    String json = work.resolve("in.json").toString();
    add(
        "architecture",
        "in.json",
        files.stream().map(Readers::configOf).toList(),
        TextMutation::of,
        List.of(with(freeze(weights), "--architecture", json)));
  }

  private List<String> freeze(String file) {
    return List.of(
        "freeze",
        "--checkpoint",
        file,
        "--frozen_path",
        work.resolve("frozen.pb").toString(),
        "--force");
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  private void texts() throws IOException {
    String text = work.resolve("in.txt").toString();
    add(
        "labels",
        "in.txt",
        List.of(sound.bytes("labels.txt")),
        TextMutation::of,
        List.of(List.of("run", "--graph", own(), "--engine", "native", "--labels", text, clip())));
    String lists = sound.at("data/testing_list.txt").toString();
    readers.add(
        new Reader(
            "list",
            Path.of(lists),
            List.of(sound.bytes("data/testing_list.txt")),
            TextMutation::of,
            List.of(
                List.of("corpus", "--data", sound.at("data").toString(), "--words", "low,high")),
            NOTHING));
    String csv = work.resolve("in.csv").toString();
    String out = work.resolve("out.csv").toString();
    List<byte[]> submissions =
        sound.with(List.of("labelled.csv"), List.of("keras/submission/rpi_submission.csv"));
    add(
        "submission",
        "in.csv",
        submissions,
        TextMutation::of,
        List.of(
            List.of("vote", "--out", out, csv, sound.at("labelled.csv").toString()),
            List.of(
                "pseudo",
                "--clips",
                sound.at("clips").toString(),
                "--dry_run",
                "--out",
                work.resolve("pseudo").toString(),
                "--manifest",
                out,
                csv,
                sound.at("labelled.csv").toString())));
    add(
        "probabilities",
        "in.csv",
        sound.with(
            List.of("probabilities.csv"),
            List.of("keras/submission/REPR_submission_106_tta_leftloud_all_labels_probs.csv")),
        TextMutation::of,
        List.of(
            List.of(
                "convert",
                "--probs",
                csv,
                "--labels",
                sound.at("twelve.txt").toString(),
                "--out",
                work.resolve("out.memmap").toString()),
            List.of("convert", "--probs", csv, "--out", work.resolve("out.memmap").toString())));
    Files.write(work.resolve("names.csv"), Mutation.ascii("fname,label\na.wav,x\nb.wav,x\n"));
    byte[] map = new byte[24];
    new Random(1).nextBytes(map);
    add(
        "memmap",
        "in.memmap",
        List.of(map),
        Mutation::bytes,
        List.of(
            List.of(
                "pseudo",
                "--probs",
                work.resolve("in.memmap").toString(),
                "--names",
                work.resolve("names.csv").toString(),
                "--dry_run",
                "--out",
                work.resolve("pseudo").toString(),
                "--manifest",
                out)));
  }

  private void suites() throws IOException {
    String suite = sound.at("suite.yaml").toString();
    String journal = work.resolve("journal.jsonl").toString();
    readers.add(
        new Reader(
            "suite",
            sound.at("in.yaml"),
            List.of(sound.bytes("suite.yaml")),
            TextMutation::of,
            List.of(
                List.of(
                    "suite",
                    sound.at("in.yaml").toString(),
                    "--budget",
                    "0.01",
                    "--baseline",
                    "main",
                    "--journal",
                    journal)),
            () -> Files.deleteIfExists(Path.of(journal))));
    add(
        "suite-journal",
        "in.jsonl",
        List.of(sound.bytes("suite.jsonl")),
        TextMutation::of,
        List.of(
            List.of(
                "suite",
                suite,
                "--budget",
                "0.01",
                "--resume",
                "--baseline",
                "main",
                "--journal",
                work.resolve("in.jsonl").toString())));
    add(
        "journal-sealed",
        "in.jsonl",
        List.of(sound.bytes("suite.jsonl")),
        Readers::sealedLine,
        readers.get(readers.size() - 1).commands());
    readers.add(
        new Reader(
            "baseline",
            sound.at("baselines/in.json"),
            List.of(sound.bytes("baselines/main.json")),
            TextMutation::of,
            List.of(
                List.of(
                    "suite", suite, "--budget", "0.01", "--journal", journal, "--baseline", "in")),
            () -> Files.deleteIfExists(Path.of(journal))));
    String history = work.resolve("in.jsonl").toString();
    Mutation unsealed = (s, r) -> TextMutation.of(r.nextBoolean() ? s : Seals.open(s), r);
    add(
        "history",
        "in.jsonl",
        List.of(sound.bytes("history.jsonl")),
        unsealed,
        List.of(
            List.of("history", history),
            List.of(
                "history", history, "--format", "svg", "--out", work.resolve("h.svg").toString())));
  }

  private void runs() throws IOException {
    byte[] journal = sound.bytes("cut.csv.journal");
    readers.add(
        new Reader(
            "predict-journal",
            work.resolve("in.csv.journal"),
            List.of(journal),
            Mutation::bytes,
            List.of(with(predict(sound.at("clips"), "in.csv"), "--resume")),
            NOTHING));
    Path run = work.resolve("run");
    byte[] record = sound.bytes("run/training.json");
    readers.add(
        new Reader(
            "training.json",
            run.resolve("training.json"),
            List.of(record),
            TextMutation::of,
            List.of(
                List.of("train", "--resume", "--out", run.toString(), "--epochs", "1"),
                List.of(
                    "evaluate",
                    "--checkpoint",
                    run.resolve("ep.hdf5").toString(),
                    "--data",
                    sound.at("data").toString(),
                    "--words",
                    "low,high",
                    "--engine",
                    "native",
                    "--set",
                    "testing")),
            () -> copyRun(run)));
    Path events = Files.createDirectories(work.resolve("logs")).resolve("events.out.tfevents.1.in");
    byte[] log;
    try (var files = Files.walk(sound.at("run"))) {
      log =
          Files.readAllBytes(
              files.filter(f -> f.toString().contains("tfevents")).findFirst().orElseThrow());
    }
    readers.add(
        new Reader(
            "events",
            events,
            List.of(log),
            Readers::events,
            List.of(
                List.of(
                    "plot",
                    "--logs",
                    events.getParent().toString(),
                    "--out",
                    work.resolve("plots").toString())),
            NOTHING));
  }

  /** The run's folder as training left it, but for the spoiled record. */
  private void copyRun(Path run) throws IOException {
    try (var files = Files.walk(sound.at("run"))) {
      for (Path file : files.toList()) {
        Path to = run.resolve(sound.at("run").relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else if (!to.endsWith("training.json") && !Files.exists(to)) {
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (!Files.exists(run.resolve("ep.hdf5"))) {
      Files.copy(sound.at("own.hdf5"), run.resolve("ep.hdf5"));
    }
  }

  private void add(
      String name,
      String file,
      List<byte[]> sounds,
      Mutation mutation,
      List<List<String>> commands) {
    readers.add(new Reader(name, work.resolve(file), sounds, mutation, commands, NOTHING));
  }

  private String own() {
    return sound.at("own.pb").toString();
  }

  private String clip() {
    return sound.at("clips/c1.wav").toString();
  }

  private List<String> predict(Path clips, String out) {
    return List.of(
        "predict",
        "--graph",
        own(),
        "--clips",
        clips.toString(),
        "--workers",
        "1",
        "--out",
        work.resolve(out).toString());
  }

  /** A plan whose header or records lie and whose checksum is right. */
  private static byte[] sealed(byte[] plan, Random random) {
    byte[] bytes = plan.clone();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      int section = 32 + 16 * random.nextInt(6);
      ByteBuffer file = ByteBuffer.wrap(plan).order(ByteOrder.LITTLE_ENDIAN);
      int from = (int) file.getLong(section);
      int length = (int) file.getLong(section + 8);
      int at =
          random.nextInt(6) == 0
              ? 24 + random.nextInt(120)
              : from + random.nextInt(Math.max(1, length));
      spoil(bytes, Math.min(at, bytes.length - 1), random);
    }
    return Seals.plan(bytes);
  }

  private static byte[] metadata(byte[] plan, Random random) {
    byte[] bytes = plan.clone();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      spoil(bytes, bytes.length - 1 - random.nextInt(random.nextBoolean() ? 64 : 192), random);
    }
    return Seals.plan(bytes);
  }

  private static void spoil(byte[] bytes, int at, Random random) {
    if (random.nextBoolean()) {
      Mutation.number(bytes, at, random);
    } else {
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] + random.nextInt(9) - 4);
    }
  }

  private static byte[] wav(byte[] wav, Random random) {
    if (random.nextInt(4) > 0) {
      return Mutation.bytes(wav, 0, 44, random);
    }
    byte[] chunk = new byte[random.nextInt(40)];
    random.nextBytes(chunk);
    ByteBuffer head = ByteBuffer.allocate(8 + chunk.length).order(ByteOrder.LITTLE_ENDIAN);
    String[] ids = {"LIST", "data", "fmt ", "fact", "bext", "RIFF", "WAVE"};
    head.put(Mutation.ascii(ids[random.nextInt(ids.length)]));
    head.putInt(
        random.nextBoolean()
            ? chunk.length
            : (int) Mutation.EDGES[random.nextInt(Mutation.EDGES.length)]);
    head.put(chunk);
    int at = random.nextBoolean() ? 12 : 36;
    return Mutation.bytes(Mutation.splice(wav, at, at, head.array()), 0, 80, random);
  }

  /** Tokens of the model's configuration, at the same length, padded with blanks. */
  private static byte[] config(byte[] file, Random random) {
    int[] place = place(file);
    String text = new String(file, place[0], place[1] - place[0], StandardCharsets.ISO_8859_1);
    String now = text;
    for (int i = 0; i < 20; i++) {
      String next = TextMutation.token(now, random);
      if (next.length() <= text.length()) {
        now = next;
        if (random.nextInt(3) == 0) {
          break;
        }
      }
    }
    byte[] bytes = file.clone();
    byte[] put =
        (now + " ".repeat(text.length() - now.length())).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(put, 0, bytes, place[0], put.length);
    return bytes;
  }

  private static byte[] configOf(byte[] file) {
    int[] place = place(file);
    return Arrays.copyOfRange(file, place[0], place[1]);
  }

  /** Where the configuration lies: from its first brace to the one that closes it. */
  private static int[] place(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher matcher =
        Pattern.compile("\\{\"(class_name|module)\": *\"(Model|Functional|Sequential|keras|\\w+)")
            .matcher(text);
    if (!matcher.find()) {
      return new int[] {0, Math.min(file.length, 2000)};
    }
    int depth = 0;
    boolean quoted = false;
    for (int i = matcher.start(); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '{') {
        depth++;
      } else if (!quoted && c == '}' && --depth == 0) {
        return new int[] {matcher.start(), i + 1};
      }
    }
    return new int[] {matcher.start(), Math.min(text.length(), matcher.start() + 2000)};
  }

  /** Bytes of marshalled code, in its Base64. */
  private static byte[] lambda(byte[] file, Random random) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<int[]> codes = new ArrayList<>();
    Matcher matcher = Pattern.compile("4[wwQAY][A-Za-z0-9+/=\\\\n]{60,}").matcher(text);
    while (matcher.find()) {
      codes.add(new int[] {matcher.start(), matcher.end()});
    }
    if (codes.isEmpty()) {
      return config(file, random);
    }
    int[] code = codes.get(random.nextInt(codes.size()));
    String stored = text.substring(code[0], code[1]);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(stored.replace("\\n", ""));
    } catch (IllegalArgumentException e) {
      return config(file, random);
    }
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      spoil(bytes, random.nextInt(bytes.length), random);
    }
    String plain = Base64.getEncoder().encodeToString(bytes);
    StringBuilder put = new StringBuilder();
    int from = 0;
    for (int i = 0; i < stored.length(); i++) {
      if (stored.startsWith("\\n", i)) {
        put.append("\\n");
        i++;
      } else {
        put.append(plain.charAt(from++));
      }
    }
    byte[] result = file.clone();
    System.arraycopy(Mutation.ascii(put.toString()), 0, result, code[0], put.length());
    return result;
  }

  private static byte[] events(byte[] log, Random random) {
    return random.nextInt(3) == 0 ? Seals.event(log, random) : Mutation.bytes(log, random);
  }

  private static byte[] sealedLine(byte[] lines, Random random) {
    return Seals.lines(TextMutation.of(Seals.open(lines), random));
  }
}
