package io.kwsbench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All readers, with sound files and the commands that read them. */
final class Readers {
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
    all.readers.addAll(PeerReaders.all(work, all.sound));
    return all.readers;
  }

  private void models() throws IOException {
    List<byte[]> graphs =
        sound.with(
            List.of("own.pb", "chain.pb"),
            List.of(
                "tf1/dnn.pb",
                "tf1/crnn.pb",
                "tf1/ds_cnn.pb",
                "tf1/gru.pb",
                "tf1/cnn.pb",
                "tf1/lstm.pb",
                "keras2/plain.pb"));
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
    add("plan-sealed", "in.kws", plans, Spoilers::sealed, planned);
    add("plan-metadata", "in.kws", plans.subList(0, 1), Spoilers::metadata, planned);
    List<byte[]> wavs = sound.with(List.of("clips/c0.wav", "rate8.wav"), List.of());
    String wav = work.resolve("wavs/in.wav").toString();
    add(
        "wav",
        "wavs/in.wav",
        wavs,
        Spoilers::wav,
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
                "keras2/stacked-python35.hdf5", "keras2/plain.hdf5",
                "later/tf_keras-lstm.h5", "later/keras3-dscnn.h5",
                "later/keras3-lstm.h5", "later/tf_keras-dscnn.h5"));
    String file = work.resolve("in.hdf5").toString();
    List<List<String>> freeze = List.of(freeze(file));
    add("hdf5-bytes", "in.hdf5", files, Mutation::bytes, freeze);
    add("hdf5-head", "in.hdf5", files, (s, r) -> Mutation.bytes(s, 0, 12_000, r), freeze);
    add("hdf5-config", "in.hdf5", files, Spoilers::config, freeze);
    add("lambda", "in.hdf5", files, Spoilers::lambda, freeze);
    String weights = sound.at("own.hdf5").toString();
    String json = work.resolve("in.json").toString();
    add(
        "architecture",
        "in.json",
        List.of(Spoilers.configOf(files.get(0))), // that of the weights
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
    List<byte[]> submissions = sound.with(List.of("labeled.csv"), List.of());
    add(
        "submission",
        "in.csv",
        submissions,
        TextMutation::of,
        List.of(
            List.of("vote", "--out", out, csv, sound.at("labeled.csv").toString()),
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
                sound.at("labeled.csv").toString())));
    add(
        "probabilities",
        "in.csv",
        sound.with(List.of("probabilities.csv"), List.of("submission/views_all_labels_probs.csv")),
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
        Spoilers::sealedLine,
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
            Spoilers::events,
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
}
