package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.options.ListeningFlags;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.evaluate.GatedTrack;
import io.kwsbench.evaluate.LabelledRecording;
import io.kwsbench.evaluate.LongAudio;
import io.kwsbench.evaluate.LongAudioComposer;
import io.kwsbench.evaluate.PosteriorTrack;
import io.kwsbench.evaluate.RocCurve;
import io.kwsbench.label.ClipModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags for evaluation on long audio. */
@FlagGroup("long audio")
final class LongAudioOptions {
  @Parameter(
      names = "--long_wav",
      order = 40,
      description =
          "long recordings, comma-separated; NAME.txt beside NAME.wav has one line"
              + " 'word,milliseconds' per wanted word; default: none")
  @PathFlag(PathFlag.Use.READ)
  private String longWav = "";

  @Parameter(
      names = "--long_minutes",
      order = 41,
      description =
          "minutes of audio to compose from the set's clips and background noise; 0"
              + " composes none")
  private double longMinutes;

  @Parameter(
      names = "--gap",
      order = 42,
      description = "mean gap between composed clips in seconds, 1 or more")
  private double gap = 3;

  @Parameter(
      names = "--long_noise",
      order = 43,
      description = "factor of the background noise in composed audio")
  private double longNoise = 0.3;

  @Parameter(
      names = "--hop_ms",
      order = 44,
      description = "distance between windows in milliseconds")
  @Within(min = 1, max = ListeningFlags.MAX_HOP_MILLIS)
  private int hopMillis = 100;

  @Parameter(
      names = "--smoothing_ms",
      order = 45,
      description = "period over which probabilities are averaged, in milliseconds")
  private int smoothingMillis = 300;

  @Parameter(
      names = "--deaf_ms",
      order = 46,
      description = "suppression time after a detection, in milliseconds")
  private int deafMillis = 1000;

  @Parameter(
      names = "--tolerance_ms",
      order = 47,
      description =
          "maximum delay of a detection after the end of the word's second, in milliseconds")
  private int toleranceMillis = 500;

  @Parameter(
      names = "--rule",
      order = 48,
      description =
          "rule of detection as in listen, such as tensorflow,window_ms=1000; default: average over"
              + " --smoothing_ms, with --deaf_ms")
  private String rule = "";

  @Parameter(
      names = "--vad",
      arity = 1,
      order = 49,
      description = "also measure the detector with windows of background skipped, as in listen")
  private boolean vad;

  /**
   * Refuses what would change nothing.
   *
   * @throws ParameterException naming the first such flag
   */
  void check(TypedFlags typed) {
    typed.onlyWith("--long_minutes", "--gap", "--long_noise");
    typed.refuse(
        longWav.isEmpty() && !composes(),
        "needs --long_wav or --long_minutes",
        "--hop_ms",
        "--smoothing_ms",
        "--deaf_ms",
        "--tolerance_ms",
        "--rule",
        "--vad");
    typed.refuse(
        typed.has("--rule"), "has no use: --rule has its own", "--smoothing_ms", "--deaf_ms");
  }

  /** Returns whether audio is composed, with background noise. */
  boolean composes() {
    return longMinutes != 0;
  }

  /** The result of every recording. */
  List<LongAudioResult> results(
      ClipModel model, BatchSource source, Partition set, long seed, CliContext context) {
    if (smoothingMillis < 0 || deafMillis < 0 || toleranceMillis < 0) {
      throw new ParameterException(
          "--smoothing_ms, --deaf_ms and --tolerance_ms must not be negative");
    }
    DetectorRule detector = rule();
    List<LongAudioResult> results = new ArrayList<>();
    for (LongAudio audio : audio(source, set, seed)) {
      results.add(result(model, audio, source.corpus().labels().all(), detector, context));
    }
    return results;
  }

  private List<LongAudio> audio(BatchSource source, Partition set, long seed) {
    List<LongAudio> all = new ArrayList<>();
    if (!longWav.isEmpty()) {
      for (String file : longWav.split(",")) {
        all.add(
            LabelledRecording.read(
                TypedPath.of(file), KeywordClip.SAMPLE_RATE, source.corpus().labels().wanted()));
      }
    }
    if (composes()) {
      all.add(composer(seed).of(source, set, KeywordClip.SAMPLE_RATE));
    }
    return all;
  }

  private LongAudioComposer composer(long seed) {
    try {
      return new LongAudioComposer((int) Math.round(longMinutes * 60), gap, longNoise, seed);
    } catch (OutOfRangeException e) {
      throw new ParameterException(
          "--long_minutes must be 1440 or less, --gap 1 or more, and --long_noise not negative: "
              + e.getMessage());
    }
  }

  private LongAudioResult result(
      ClipModel model,
      LongAudio audio,
      List<String> labels,
      DetectorRule detector,
      CliContext context) {
    int hop = samples(hopMillis);
    int windows = PosteriorTrack.windows(audio, model.samples(), hop);
    try (BulkProgress progress = new BulkProgress(context, "listening", windows)) {
      PosteriorTrack track = PosteriorTrack.of(model, audio, hop, progress::done);
      int tolerance = samples(toleranceMillis);
      RocCurve every = RocCurve.of(track, labels, detector, tolerance);
      if (!vad) {
        return new LongAudioResult(every, Optional.empty());
      }
      GatedTrack gated = GatedTrack.of(track, new KeywordLabels(labels));
      RocCurve curve = RocCurve.of(gated.track(), labels, detector, tolerance);
      return new LongAudioResult(
          every, Optional.of(new LongAudioResult.Gated(gated.skippedShare(), curve)));
    }
  }

  /** Its thresholds are swept. */
  private DetectorRule rule() {
    if (rule.isEmpty()) {
      return new AverageRule(
          Math.max(1, smoothingMillis / hopMillis), Refractory.ofAll(deafMillis), Thresholds.of(0));
    }
    if (rule.contains(",threshold=")) {
      throw new ParameterException("--rule: evaluate tries all thresholds; name none");
    }
    return ListeningFlags.rule(rule);
  }

  private static int samples(int millis) {
    return SampleCount.of(millis, KeywordClip.SAMPLE_RATE);
  }
}
