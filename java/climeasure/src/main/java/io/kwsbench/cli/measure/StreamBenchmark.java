package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.options.FrontEndFlag;
import io.kwsbench.cli.options.ListeningFlags;
import io.kwsbench.measure.stream.StreamTimes;
import io.kwsbench.measure.stream.StreamTrial;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.report.stream.StreamResult;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterSession;
import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.spotter.StreamOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** The measurement of a model's stream, hop by hop. */
@FlagGroup("stream")
final class StreamBenchmark {
  /** The flags that a stream has. */
  static final Set<String> FLAGS =
      Set.of(
          "--stream",
          "--hop_ms",
          "--long_wav",
          "--graph",
          "--signature",
          FrontEndFlag.NAME,
          "--max_num_runs",
          "--max_time",
          "--warmup_runs",
          "--num_threads",
          "--format",
          "--out");

  private static final long SEED = 17;

  /** So many hops until their code is compiled: a day's listening is a million. */
  private static final int IDLE_WARM_UP = 20_000;

  @Parameter(
      names = "--stream",
      arity = 1,
      order = 40,
      description =
          "measure a stream as listen runs it: the cost of a hop, back to back and at real time,"
              + " beside a whole window")
  private boolean stream;

  @Parameter(
      names = "--hop_ms",
      order = 41,
      description =
          "distance between the stream's windows in milliseconds; 0 means the model's"
              + " recommendation, or 80")
  @Within(min = 0, max = ListeningFlags.MAX_HOP_MILLIS)
  private int hopMillis;

  @Parameter(
      names = "--long_wav",
      order = 42,
      description =
          "recording for the time from a word's end to its event; NAME.txt beside NAME.wav has one"
              + " line 'word,milliseconds' per word; default: not measured")
  @PathFlag(PathFlag.Use.READ)
  private String longWav = "";

  boolean isAsked() {
    return stream;
  }

  /**
   * Measures.
   *
   * @param reading how the model becomes a graph
   * @param threads of a run; the engine's choice, 0, is one
   */
  StreamResult measure(
      Path model, ModelReading reading, RunOptions runs, int threads, CliContext context) {
    runs.plan();
    if (runs.maxNumRuns < 1 || runs.maxTime <= 0) {
      throw new ParameterException("--max_num_runs and --max_time must be above 0 with --stream");
    }
    int used = Math.max(1, threads);
    try (Spotter spotter = Spotter.load(model, reading);
        SpotterStream heard = spotter.newStream(options(spotter, used));
        SpotterStream idle = spotter.newIdleStream(options(spotter, used));
        SpotterSession session = spotter.newSession(used)) {
      StreamTimes times =
          trial(spotter, heard, idle, session)
              .run(
                  new StreamTrial.Effort(
                      Math.max(0, runs.warmupRuns),
                      runs.maxNumRuns,
                      runs.maxTime,
                      1_000_000_000L * heard.hop() / spotter.sampleRate()),
                  context.interrupted());
      return StreamResult.of(
          model.toString(),
          new StreamResult.Engine(spotter.isa(), used),
          new StreamResult.Shape(
              spotter.sampleRate(), spotter.samples(), heard.hop(), heard.memoryBytes()),
          times,
          longWav.isEmpty()
              ? Optional.empty()
              : Optional.of(WordDelays.of(spotter, options(spotter, used), TypedPath.of(longWav))),
          context.interrupted().getAsBoolean());
    }
  }

  private StreamOptions options(Spotter spotter, int threads) {
    StreamOptions usual = StreamOptions.DEFAULT.withThreads(threads);
    if (spotter.labels().isEmpty()) {
      // names cost nothing, but a detector needs some
      usual = usual.withLabels(names(spotter.classes()));
    }
    return hopMillis == 0 ? usual : usual.withHopMillis(hopMillis);
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }

  /** Every step finds a window's samples there, so that a hop more gives one window. */
  private static StreamTrial trial(
      Spotter spotter, SpotterStream heard, SpotterStream idle, SpotterSession session) {
    float[] window = noise(spotter.samples());
    float[] hop = noise(heard.hop());
    float[] scores = new float[spotter.classes()];
    heard.accept(window, 0, window.length);
    idle.accept(window, 0, window.length);
    for (int i = 0; i < IDLE_WARM_UP; i++) {
      idle.accept(hop, 0, hop.length);
    }
    return new StreamTrial(
        () -> heard.accept(hop, 0, hop.length),
        () -> session.run(window, scores),
        () -> idle.accept(hop, 0, hop.length));
  }

  private static float[] noise(int samples) {
    Random random = new Random(SEED);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (random.nextFloat() - 0.5f) / 4;
    }
    return noise;
  }
}
