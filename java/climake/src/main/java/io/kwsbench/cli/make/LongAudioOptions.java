package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.options.AlarmBudget;
import io.kwsbench.cli.options.ListeningFlags;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.Refractory;
import io.kwsbench.evaluate.LongAudioComposer;
import io.kwsbench.evaluate.MixedAudio;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.LabeledRecording;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.MatchRule;
import io.kwsbench.longaudio.Matches;
import io.kwsbench.longaudio.NegativeRecording;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.longaudio.ThresholdSweep;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.spotter.Spotter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
      names = "--negative_wav",
      order = 40,
      description =
          "audio without any wanted word, comma-separated: WAV files, or folders whose WAV files"
              + " are joined; every detection in it is a false alarm; default: none")
  @PathFlag(PathFlag.Use.READ)
  private String negativeWav = "";

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
      description =
          "distance between windows in milliseconds; 0 means the model's recommendation, or 80")
  @Within(min = 0, max = ListeningFlags.MAX_HOP_MILLIS)
  private int hopMillis;

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
  private int toleranceMillis = Matches.TOLERANCE_MILLIS;

  @Parameter(
      names = "--rule",
      order = 48,
      description =
          "rule of detection as in listen, such as tensorflow,window_ms=1000; default: the model's"
              + " rule, or average over --smoothing_ms, with --deaf_ms")
  @Choices({"average", "tensorflow", "streak", "micro"})
  private String rule = "";

  @Parameter(
      names = "--vad",
      arity = 1,
      order = 49,
      description = "also measure the detector with windows of background skipped, as in listen")
  private boolean vad;

  @Parameter(
      names = "--budget",
      order = 50,
      description =
          "false alarms that each word may cause per hour, such as 0.5/h: finds each word's lowest"
              + " threshold that keeps to it; default: not searched")
  private String budget = "";

  @Parameter(
      names = "--write",
      order = 51,
      description =
          "file to write the model to, with the thresholds of --budget, the rule and the hop; may"
              + " be the model's own; default: not written")
  @PathFlag(PathFlag.Use.MODEL)
  private String write = "";

  @Parameter(
      names = "--detections",
      order = 52,
      description =
          "CSV file to list the detections in, with their times, and the words that were missed:"
              + " with the thresholds of --budget or --protocol, otherwise the rule's; default: not"
              + " listed")
  @PathFlag(PathFlag.Use.FILE)
  private String detections = "";

  @ParametersDelegate private final MixFlags mix = new MixFlags();

  /** True where flags take the place of the model's own rule. */
  private boolean ownAverage;

  /** True where a flag takes the place of the protocol's tolerance. */
  private boolean ownTolerance;

  /**
   * Refuses what would change nothing.
   *
   * @throws ParameterException naming the first such flag
   */
  void check(TypedFlags typed) {
    typed.onlyWith("--long_minutes", "--gap", "--long_noise");
    typed.onlyWith("--budget", "--write");
    ownAverage = typed.has("--smoothing_ms") || typed.has("--deaf_ms");
    mix.check(typed, !longWav.isEmpty(), longMinutes != 0);
    typed.refuse(
        longWav.isEmpty() && negativeWav.isEmpty() && !composes(),
        "needs --long_wav, --negative_wav or --long_minutes",
        "--budget",
        "--detections",
        "--hop_ms",
        "--smoothing_ms",
        "--deaf_ms",
        "--tolerance_ms",
        "--rule",
        "--vad");
    typed.refuse(
        typed.has("--rule"), "has no use: --rule has its own", "--smoothing_ms", "--deaf_ms");
    ownTolerance = typed.has("--tolerance_ms");
    requireUsable();
  }

  /** Refuses at once what would be refused after the clips were evaluated. */
  private void requireUsable() {
    if (smoothingMillis < 0 || deafMillis < 0 || toleranceMillis < 0) {
      throw new ParameterException(
          "--smoothing_ms, --deaf_ms and --tolerance_ms must not be negative");
    }
    if (rule.contains(",threshold=")) {
      throw new ParameterException("--rule: evaluate tries all thresholds; name none");
    }
    if (!rule.isEmpty()) {
      ListeningFlags.rule(rule);
    }
    AlarmBudget.perHour(budget);
    if (mix.protocol().isPresent() && longWav.contains(",")) {
      throw new ParameterException(
          "--protocol measures on one recording, but --long_wav names several");
    }
  }

  /** Returns whether audio is composed, with background noise. */
  boolean composes() {
    boolean mixed = longWav.isEmpty() && mix.protocol().filter(Protocol::mixes).isPresent();
    return longMinutes != 0 || mixed;
  }

  /** The file to list the detections in, if any. */
  Optional<Path> detections() {
    return detections.isEmpty() ? Optional.empty() : Optional.of(TypedPath.of(detections));
  }

  /** The file to write the model to, if any. */
  Optional<Path> target() {
    return write.isEmpty() ? Optional.empty() : Optional.of(TypedPath.of(write));
  }

  /** The results of a model on all long audio. */
  LongAudioStudy.Results results(
      ClipModel model, BatchSource source, Partition set, long seed, CliContext context) {
    return study(model, source).of(model, audio(source, set, seed), context);
  }

  private LongAudioStudy study(ClipModel model, BatchSource source) {
    int hop = hop(model);
    KeywordLabels labels = new KeywordLabels(source.corpus().labels().all());
    ThresholdSweep sweep = new ThresholdSweep(rule(model, hop), labels, inTime());
    return new LongAudioStudy(hop, sweep, vad, AlarmBudget.perHour(budget), mix.protocol());
  }

  /** The results of a model on composed audio, with the default of every flag. */
  static RocCurve composed(
      ClipModel model,
      BatchSource source,
      Partition set,
      double minutes,
      long seed,
      CliContext context) {
    LongAudioOptions usual = new LongAudioOptions();
    usual.longMinutes = minutes;
    return usual
        .study(model, source)
        .fine(model, usual.audio(source, set, seed).get(0).get(), context);
  }

  private MatchRule inTime() {
    return mix.protocol()
        .map(Protocol::inTime)
        .filter(prescribed -> !ownTolerance)
        .orElseGet(() -> MatchRule.afterSecond(samples(toleranceMillis)));
  }

  /** Opened or composed one by one. */
  private List<Supplier<LongAudio>> audio(BatchSource source, Partition set, long seed) {
    List<Supplier<LongAudio>> all = new ArrayList<>();
    List<String> wanted = listed(source.corpus().labels());
    for (Path file : paths(longWav)) {
      all.add(() -> LabeledRecording.read(file, KeywordClip.SAMPLE_RATE, wanted));
    }
    for (Path path : paths(negativeWav)) {
      all.add(() -> NegativeRecording.read(path, KeywordClip.SAMPLE_RATE));
    }
    if (composes() && mix.mixes()) {
      MixedAudio mixed = mix.audio(longMinutes, seed);
      all.add(() -> mixed.of(source, set, KeywordClip.SAMPLE_RATE));
    } else if (composes()) {
      LongAudioComposer composer = composer(seed);
      all.add(() -> composer.of(source, set, KeywordClip.SAMPLE_RATE));
    }
    return all;
  }

  /** The words of the truth that count: for TensorFlow unknown ones, too. */
  private List<String> listed(WantedClasses labels) {
    boolean unknown = mix.protocol().filter(one -> one == Protocol.TENSORFLOW).isPresent();
    return unknown
        ? Stream.concat(labels.wanted().stream(), Stream.of(WantedClasses.UNKNOWN)).toList()
        : labels.wanted();
  }

  private static List<Path> paths(String typed) {
    return typed.isEmpty() ? List.of() : Stream.of(typed.split(",")).map(TypedPath::of).toList();
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

  private int hop(ClipModel model) {
    int fixed =
        hopMillis > 0 ? hopMillis : mix.protocol().map(p -> p.hopMillis().orElse(0)).orElse(0);
    if (fixed == 0 && model.stride().isPresent()) {
      return model.stride().getAsInt();
    }
    return fixed > 0
        ? samples(fixed)
        : named(model, metadata -> metadata.number(ModelMetadata.HOP))
            .orElse(samples(Spotter.USUAL_HOP_MILLIS));
  }

  /** Its thresholds of words are swept. */
  private DetectorRule rule(ClipModel model, int hop) {
    if (!rule.isEmpty()) {
      return ListeningFlags.rule(rule);
    }
    Optional<DetectorRule> prescribed = mix.protocol().flatMap(Protocol::rule);
    if (prescribed.isPresent() && !ownAverage) {
      return prescribed.get();
    }
    Optional<DetectorRule> own = named(model, DetectorMetadata::read);
    return own.isPresent() && !ownAverage
        ? own.get()
        : new AverageRule(
            Math.max(1, samples(smoothingMillis) / hop),
            Refractory.ofAll(deafMillis),
            AverageRule.DEFAULT.thresholds());
  }

  private static <T> T named(ClipModel model, Function<ModelMetadata, T> part) {
    try {
      return part.apply(model.metadata());
    } catch (KwsException e) {
      throw new KwsException(model.source() + ": " + e.getMessage(), e);
    }
  }

  private static int samples(int millis) {
    return SampleCount.of(millis, KeywordClip.SAMPLE_RATE);
  }
}
