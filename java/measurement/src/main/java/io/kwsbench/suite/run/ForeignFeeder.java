package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.SyntheticClip;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Feeds clips to another runtime's model: its one long float input takes the samples. */
public final class ForeignFeeder {
  private static final long SHORTEST_WAVEFORM = 2000;
  private final Path model;
  private final List<TensorSpec> feeds;

  public ForeignFeeder(Path model, List<TensorSpec> feeds) {
    this.model = model;
    this.feeds = feeds;
  }

  /** Zeros for every feed; the sample rate where an int scalar is asked for, a clip for a file. */
  public List<TensorValue> zeros() {
    List<TensorValue> values = new ArrayList<>();
    for (TensorSpec feed : feeds) {
      if (feed.dtype() == DType.STRING) {
        values.add(TensorValue.ofString(WavWriter.toBytes(SyntheticClip.of(1))));
        continue;
      }
      boolean rate = feed.dtype() == DType.INT32 && feed.shape().elements().orElse(0) == 1;
      values.add(
          rate
              ? TensorValue.ofInts(feed.shape(), KeywordClip.SAMPLE_RATE)
              : TensorValue.zeros(feed.dtype(), feed.shape()));
    }
    return values;
  }

  /** Seconds of sound that one run hears; empty where no input is a waveform. */
  public Optional<Double> audioSeconds() {
    return feeds.stream().filter(ForeignFeeder::isWaveform).findFirst().map(ForeignFeeder::seconds);
  }

  private static double seconds(TensorSpec waveform) {
    return (double) waveform.shape().elements().orElse(0) / KeywordClip.SAMPLE_RATE;
  }

  private static boolean isWaveform(TensorSpec feed) {
    return feed.dtype() == DType.FLOAT && feed.shape().elements().orElse(0) >= SHORTEST_WAVEFORM;
  }

  /**
   * A clip, fitted to the first input that is a waveform.
   *
   * @throws KwsException when it cannot be read, or no input takes it
   */
  public Workload.Item read(Path wav) {
    return fed(wav).item();
  }

  /** The same with what had to be done to the clip; throws as {@link #read}. */
  public ClipFeeder.Fed fed(Path wav) {
    for (int i = 0; i < feeds.size(); i++) {
      TensorSpec feed = feeds.get(i);
      if (feed.dtype() == DType.STRING) {
        FittedClip fitted = FittedClip.read(wav, KeywordClip.SAMPLE_RATE, -1, -1);
        return fed(wav, i, TensorValue.ofString(WavWriter.toBytes(fitted.clip())), fitted);
      }
      if (isWaveform(feed)) {
        int length = Math.toIntExact(feed.shape().elements().orElse(0));
        FittedClip fitted = FittedClip.read(wav, KeywordClip.SAMPLE_RATE, length, 1);
        return fed(wav, i, TensorValue.ofFloats(feed.shape(), fitted.clip().samples()), fitted);
      }
    }
    throw new KwsException(model + ": no input takes a waveform: " + feeds);
  }

  private ClipFeeder.Fed fed(Path wav, int feed, TensorValue sound, FittedClip fitted) {
    List<TensorValue> values = zeros();
    values.set(feed, sound);
    return new ClipFeeder.Fed(
        new Workload.Item(wav.toString(), values),
        fitted.warnings().stream().map(warning -> wav + ": " + warning).toList());
  }
}
