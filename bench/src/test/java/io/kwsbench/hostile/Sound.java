package io.kwsbench.hostile;

import io.kwsbench.Material;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.CommandLine;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.LayerChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.tensorflow.proto.DataType;

/** Sound files of every kind, made by the product's own commands in a folder. */
final class Sound {
  private static final int SAMPLES = 16_000;
  private static final List<String> LABELS = List.of("_silence_", "_unknown_", "hoch", "tief");
  private final Path folder;

  Sound(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    if (Files.exists(folder.resolve("whole"))) {
      return;
    }
    Files.write(at("own.pb"), graph());
    Files.write(at("chain.pb"), LayerChain.graph(2, 1));
    Files.write(at("labels.txt"), LABELS);
    Files.writeString(
        at("probabilities.csv"),
        "fname,label,_silence_,_unknown_,yes,no,up,down,left,right,on,off,stop,go\n"
            + "a.wav,yes,0.1,0,0.9,0,0,0,0,0,0,0,0,0\nb.wav,no,0.125,0,0,0.875,0,0,0,0,0,0,0,0\n");
    Files.writeString(
        at("twelve.txt"),
        "_silence_\n_unknown_\nyes\nno\nup\ndown\nleft\nright\non\noff\nstop\ngo\n");
    for (int i = 0; i < 100; i++) {
      clip("clips/c" + i + ".wav", i % 2 == 0 ? 8000 + i : -8000 - i, SAMPLES);
    }
    WavWriter.write(at("rate8.wav"), Clip.ofPcm16(8000, 1, new short[SAMPLES / 2]));
    made("compile", "--graph", at("own.pb").toString(), "--out", at("own.kws").toString());
    made("compile", "--graph", at("chain.pb").toString(), "--out", at("chain.kws").toString());
    trained();
    measured();
    labeled();
    Files.writeString(at("whole"), "");
  }

  Path at(String name) {
    return folder.resolve(name);
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(at(name));
  }

  /** Files of this folder and fixtures. */
  List<byte[]> with(List<String> own, List<String> fixtures) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String name : own) {
      all.add(bytes(name));
    }
    for (String name : fixtures) {
      all.add(Files.readAllBytes(Material.fixture(name)));
    }
    return all;
  }

  private static byte[] graph() {
    float[] weights = new float[SAMPLES * 4];
    for (int i = 0; i < SAMPLES; i++) {
      weights[4 * i + 1] = (i % 2 == 0 ? 1f : -1f) / 400;
      weights[4 * i + 2] = 1f / 400;
      weights[4 * i + 3] = -1f / 400;
    }
    return GraphBuilder.graph()
        .placeholder("samples", 1, SAMPLES)
        .floats("weights", new long[] {SAMPLES, 4}, weights)
        .op("MatMul", "logits", "samples", "weights")
        .type("T", DataType.DT_FLOAT)
        .op("Softmax", "labels_softmax", "logits")
        .type("T", DataType.DT_FLOAT)
        .attr("_kwsbench_labels", LABELS)
        .bytes();
  }

  private void clip(String name, int value, int samples) throws IOException {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) (i % 3 == 0 ? -value : value);
    }
    Files.createDirectories(at(name).getParent());
    WavWriter.write(at(name), Clip.ofPcm16(16_000, 1, pcm));
  }

  private void trained() throws IOException {
    List<String> listed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clip("data/low/s" + i + "_nohash_0.wav", 6000 + i, 16_000);
      clip("data/high/s" + i + "_nohash_0.wav", -6000 - i, 16_000);
      listed.add((i % 2 == 0 ? "low/s" : "high/s") + i + "_nohash_0.wav");
    }
    Files.write(at("data/testing_list.txt"), listed.subList(0, 2));
    Files.write(at("data/validation_list.txt"), listed.subList(2, 5));
    made(
        "train",
        "--data",
        at("data").toString(),
        "--words",
        "low,high",
        "--out",
        at("run").toString(),
        "--batch",
        "4",
        "--steps",
        "1",
        "--epochs",
        "1");
    try (var files = Files.newDirectoryStream(at("run"), "*.hdf5")) {
      Files.copy(files.iterator().next(), at("own.hdf5"));
    }
  }

  private void measured() throws IOException {
    Files.writeString(
        at("suite.yaml"),
        """
        name: two
        seed: 7
        budget: 20ms
        alpha: 0.05
        defaults: {engine: native, threads: 1}
        cases:
          - name: a
            graph: own.pb
            labels: labels.txt
            gates:
              size: {max: 9MB, max_growth: 1%}
              latency: {max_slowdown: 500%}
          - name: b
            graph: chain.kws
            gates: {size: {max: 9MB}, ratio: {to: a, max: 1000}}
        """);
    for (String baseline : List.of("--save_baseline", "--baseline")) {
      run(
          "suite",
          at("suite.yaml").toString(),
          "--budget",
          "0.01",
          "--history",
          at("history.jsonl").toString(),
          "--journal",
          at("suite.jsonl").toString(),
          baseline,
          "main");
    }
  }

  private void labeled() {
    String clips = at("clips").toString();
    String graph = at("own.pb").toString();
    made("predict", "--graph", graph, "--clips", clips, "--out", at("labeled.csv").toString());
    AtomicInteger asked = new AtomicInteger();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    CliContext interrupted =
        new CliContext(
            nowhere, nowhere, false, false, List.of(), () -> asked.incrementAndGet() > 1);
    new CommandLine()
        .run(
            List.of(
                "predict",
                "--graph",
                graph,
                "--clips",
                clips,
                "--workers",
                "1",
                "--out",
                at("cut.csv").toString()),
            interrupted);
  }

  private static void made(String... command) {
    Attempt attempt = run(command);
    if (attempt.code() != ExitCode.DONE) {
      throw new IllegalStateException(List.of(command) + ": " + attempt.err());
    }
  }

  private static Attempt run(String... command) {
    return Attempt.of(List.of(command));
  }
}
