package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.evaluate.MixedAudio;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags for long audio that is mixed at a given ratio of words to noise, and for protocols. */
@FlagGroup("long audio")
final class MixFlags {
  private static final double USUAL_DECIBELS = 10;

  @Parameter(
      names = "--protocol",
      order = 39,
      description =
          "published protocol: picovoice (24 hours at 10 dB, misses at 0.1 false alarms per hour),"
              + " mlperf_tiny (50 words in 20 minutes) or tensorflow (test_streaming_accuracy,"
              + " needs --long_wav); default: none")
  @Choices({"picovoice", "mlperf_tiny", "tensorflow"})
  private String protocol = "";

  @Parameter(
      names = "--snr_db",
      order = 43,
      description =
          "ratio of words to noise in composed audio in dB: the set's wanted words spread evenly,"
              + " with noise scaled to it; default: not scaled (--protocol: 10)")
  private Double decibels;

  @Parameter(
      names = "--speech",
      order = 43,
      description =
          "speech without the wanted words between those of composed audio, comma-separated: WAV"
              + " files with an utterance each, or folders of them; default: none")
  @PathFlag(PathFlag.Use.READ)
  private String speech = "";

  /**
   * Refuses what would change nothing.
   *
   * @param recorded whether recordings are heard
   * @param composes whether audio is composed
   * @throws ParameterException naming the first such flag
   */
  void check(TypedFlags typed, boolean recorded, boolean composes) {
    Optional<Protocol> chosen = protocol();
    boolean made = composes || chosen.filter(one -> one.mixes() && !recorded).isPresent();
    typed.refuse(!made, "needs --long_minutes, or a --protocol that mixes", "--snr_db", "--speech");
    typed.refuse(decibels == null && chosen.isEmpty(), "needs --snr_db", "--speech");
    typed.refuse(mixes(), "has no use: --snr_db decides", "--gap", "--long_noise");
    typed.refuse(
        chosen.isPresent(), "has no use: a --protocol measures on one recording", "--negative_wav");
    typed.refuse(
        chosen.isPresent() && recorded && composes,
        "has no use: a --protocol measures on one recording",
        "--long_minutes");
    typed.refuse(
        chosen.filter(one -> !one.mixes() && !recorded).isPresent(),
        "tensorflow needs --long_wav",
        "--protocol");
    typed.refuse(
        chosen.filter(Protocol::mixes).isPresent(),
        "has no use: --protocol decides which detections are in time",
        "--tolerance_ms");
  }

  Optional<Protocol> protocol() {
    return Protocol.named(protocol);
  }

  /** Returns whether composed audio is mixed at a given ratio. */
  boolean mixes() {
    return decibels != null || protocol().filter(Protocol::mixes).isPresent();
  }

  /**
   * The audio to mix.
   *
   * @param typedMinutes its length; 0 for the protocol's
   * @throws ParameterException when a value is out of range
   */
  MixedAudio audio(double typedMinutes, long seed) {
    double minutes =
        typedMinutes == 0 ? protocol().map(Protocol::minutes).orElse(0.0) : typedMinutes;
    int words = protocol().map(Protocol::words).orElse(0);
    try {
      return new MixedAudio(
          (int) Math.round(minutes * 60),
          words,
          decibels == null ? USUAL_DECIBELS : decibels,
          utterances(),
          seed);
    } catch (OutOfRangeException e) {
      throw new ParameterException(
          "--long_minutes must be 1440 or less, and --snr_db a number: " + e.getMessage());
    }
  }

  private List<Path> utterances() {
    return speech.isEmpty()
        ? List.of()
        : Stream.of(speech.split(","))
            .map(TypedPath::of)
            .flatMap(path -> ClipFiles.under(path).stream())
            .toList();
  }
}
