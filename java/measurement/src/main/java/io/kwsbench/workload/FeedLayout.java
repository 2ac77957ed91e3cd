package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A graph's inputs with static shapes, types and values; one of them may take sound. Immutable. */
public final class FeedLayout {
  private final FrozenGraph graph;
  private final List<TensorSpec> specs;
  private final List<List<Double>> values;
  private final AudioSlot audio;

  private FeedLayout(FrozenGraph graph, List<TensorSpec> specs, List<List<Double>> values) {
    this.graph = graph;
    this.specs = List.copyOf(specs);
    this.values = List.copyOf(values);
    this.audio = AudioSlot.find(graph, specs).orElse(null);
  }

  /**
   * The requested layout; the graph supplies what was not requested.
   *
   * @throws KwsException when an input is unknown, or its shape or type are not the graph's
   */
  public static FeedLayout of(FrozenGraph graph, List<InputRequest> requests) {
    List<TensorSpec> specs = new ArrayList<>();
    List<List<Double>> values = new ArrayList<>();
    if (requests.isEmpty()) {
      for (TensorSpec found : graph.inputs()) {
        specs.add(closed(graph, found));
        values.add(List.of());
      }
      if (specs.isEmpty()) {
        throw new KwsException(new InputReason.NoInput(graph.source()));
      }
    } else {
      KnownTensors known = new KnownTensors(graph);
      for (InputRequest request : requests) {
        specs.add(closed(graph, known.check(request)));
        values.add(request.values());
      }
    }
    return new FeedLayout(graph, specs, values);
  }

  /** Every feed, with a static shape. */
  public List<TensorSpec> specs() {
    return specs;
  }

  /** Returns whether one of the feeds takes sound. */
  public boolean takesAudio() {
    return audio != null;
  }

  Optional<AudioSlot> audio() {
    return Optional.ofNullable(audio);
  }

  /**
   * @throws KwsException when no input takes sound
   */
  AudioSlot requireAudio() {
    return audio().orElseThrow(() -> FeatureInput.deaf(graph.source(), specs));
  }

  /** The sample rate of the input in hertz: the requested rate, or 16,000. */
  public int sampleRate() {
    for (int i = 0; i < specs.size(); i++) {
      if (AudioSlot.isRate(graph, specs.get(i)) && !values.get(i).isEmpty()) {
        return values.get(i).get(0).intValue();
      }
    }
    return KeywordClip.SAMPLE_RATE;
  }

  /** The seconds of sound in one run; empty if no input is a waveform. */
  public Optional<Double> audioSeconds() {
    return audio().filter(a -> a.frames() > 0).map(a -> (double) a.frames() / sampleRate());
  }

  /** The requested values, zeros elsewhere. */
  public List<TensorValue> zeros() {
    return fill(null);
  }

  /** The requested values; noise in [−1, 1) from the seed in the other float inputs. */
  public List<TensorValue> noise(long seed) {
    return fill(new SplittableRandom(seed));
  }

  private List<TensorValue> fill(SplittableRandom random) {
    List<TensorValue> feeds = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      TensorSpec spec = specs.get(i);
      List<Double> given = values.get(i);
      if (given.isEmpty() && AudioSlot.isRate(graph, spec)) {
        feeds.add(TensorValue.ofInt(sampleRate()));
      } else {
        feeds.add(TensorFill.of(graph.source(), spec, given, random));
      }
    }
    return feeds;
  }

  /**
   * A batch of one, and a second of mono sound for a DecodeWav. Any other unknown dimension is the
   * user's to give: a time axis of one sample would run in no time and measure nothing.
   */
  private static TensorSpec closed(FrozenGraph graph, TensorSpec spec) {
    if (spec.dtype() == DType.STRING) {
      return new TensorSpec(spec.name(), spec.dtype(), Shape.SCALAR);
    }
    if (!spec.shape().hasRank()) {
      throw new KwsException(new InputReason.NoShape(graph.source(), spec.name().toString()));
    }
    long[] dims = spec.shape().dims();
    boolean decoded = AudioSlot.isDecoded(graph, spec, 0);
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0) {
        dims[i] = decoded && i == 0 ? KeywordClip.SAMPLES : 1;
        if (i > 0 && !decoded) {
          throw new KwsException(new InputReason.OpenShape(graph.source(), spec.toString()));
        }
      }
    }
    return bounded(graph, new TensorSpec(spec.name(), spec.dtype(), Shape.of(dims)));
  }

  private static TensorSpec bounded(FrozenGraph graph, TensorSpec spec) {
    long most = Integer.MAX_VALUE / Math.max(1, spec.dtype().bytes());
    if (spec.shape().elements().orElse(Long.MAX_VALUE) > most) {
      throw new KwsException(
          graph.source() + ": input " + spec + " is too large: at most 2 GiB can be fed");
    }
    return spec;
  }

  @Override
  public String toString() {
    return Arrays.toString(specs.toArray());
  }
}
