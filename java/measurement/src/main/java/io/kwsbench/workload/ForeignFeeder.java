package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Feeds clips to another runtime's model: its one long float input takes the samples. */
public final class ForeignFeeder {
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
    return feed.dtype() == DType.FLOAT && FeatureInput.isWaveform(feed);
  }

  /**
   * A clip, fitted to the first input that is a waveform.
   *
   * @throws KwsException when it cannot be read, or no input takes it
   */
  public Workload.Item read(Path wav) {
    return fed(wav).item();
  }

  /**
   * Requires an input that takes sound.
   *
   * @throws KwsException when none does
   */
  public void requireSound() {
    requiredFeed();
  }

  private int requiredFeed() {
    return soundFeed().orElseThrow(() -> FeatureInput.deaf(model.toString(), feeds));
  }

  /** The same with what had to be done to the clip; throws as {@link #read}. */
  public ClipFeeder.Fed fed(Path wav) {
    int feed = requiredFeed();
    return fed(
        wav.toString(),
        feed,
        (frames, channels) -> FittedClip.read(wav, KeywordClip.SAMPLE_RATE, frames, channels));
  }

  /** A clip that is in memory, fitted as files are; empty when no input takes sound. */
  public Optional<ClipFeeder.Fed> fit(String name, Clip clip) {
    return soundFeed()
        .map(
            feed ->
                fed(
                    name,
                    feed,
                    (frames, channels) ->
                        FittedClip.of(clip, KeywordClip.SAMPLE_RATE, frames, channels)));
  }

  /** The first input that takes the bytes of a file or a waveform. */
  private Optional<Integer> soundFeed() {
    return IntStream.range(0, feeds.size())
        .filter(i -> feeds.get(i).dtype() == DType.STRING || isWaveform(feeds.get(i)))
        .boxed()
        .findFirst();
  }

  /** Fits a clip to so many frames and channels, −1 for any. */
  private interface Fitting {
    FittedClip of(int frames, int channels);
  }

  private ClipFeeder.Fed fed(String name, int index, Fitting fitting) {
    TensorSpec feed = feeds.get(index);
    boolean file = feed.dtype() == DType.STRING;
    FittedClip fitted =
        file
            ? fitting.of(-1, -1)
            : fitting.of(Math.toIntExact(feed.shape().elements().orElse(0)), 1);
    List<TensorValue> values = zeros();
    values.set(
        index,
        file
            ? TensorValue.ofString(WavWriter.toBytes(fitted.clip()))
            : TensorValue.ofFloats(feed.shape(), fitted.clip().samples()));
    return new ClipFeeder.Fed(
        new Workload.Item(name, values),
        fitted.warnings().stream().map(warning -> name + ": " + warning).toList());
  }
}
