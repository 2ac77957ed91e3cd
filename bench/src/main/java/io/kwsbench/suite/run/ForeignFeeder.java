package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.TensorValue;
import io.kwsbench.graph.DType;
import io.kwsbench.graph.TensorSpec;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Feeds clips to another runtime's model: its one long float input takes the samples. */
final class ForeignFeeder {
  private static final int RATE = 16_000;
  private static final long SHORTEST_WAVEFORM = 2000;
  private final Path model;
  private final List<TensorSpec> feeds;

  ForeignFeeder(Path model, List<TensorSpec> feeds) {
    this.model = model;
    this.feeds = feeds;
  }

  /** Zeros for every feed; the sample rate where an int scalar is asked for. */
  List<TensorValue> zeros() {
    List<TensorValue> values = new ArrayList<>();
    for (TensorSpec feed : feeds) {
      boolean rate = feed.dtype() == DType.INT32 && feed.shape().elements().orElse(0) == 1;
      values.add(
          rate
              ? TensorValue.ofInts(feed.shape(), RATE)
              : TensorValue.zeros(feed.dtype(), feed.shape()));
    }
    return values;
  }

  Workload.Item read(Path wav) {
    List<TensorValue> values = zeros();
    for (int i = 0; i < feeds.size(); i++) {
      long length = feeds.get(i).shape().elements().orElse(0);
      if (feeds.get(i).dtype() == DType.FLOAT && length >= SHORTEST_WAVEFORM) {
        FittedClip fitted = FittedClip.of(WavReader.read(wav), RATE, Math.toIntExact(length), 1);
        values.set(i, TensorValue.ofFloats(feeds.get(i).shape(), fitted.clip().samples()));
        return new Workload.Item(wav.toString(), values);
      }
    }
    throw new KwsException(model + ": no input takes a waveform: " + feeds);
  }
}
