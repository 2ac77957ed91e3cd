package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.Padding;
import io.kwsbench.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Streams of networks at random have the scores of whole windows, bit for bit. */
class OverlappingWindowsPropertiesTest {
  private static final int RATE = 16_000;
  private static final int WINDOWS = 7;
  private static final int TRIES = 60;
  private static final AtomicInteger KEPT = new AtomicInteger();

  @Provide
  Arbitrary<List<RandomNetwork.Layer>> layers() {
    // frames first, as the family has them, so that maps are short
    Arbitrary<RandomNetwork.Layer> frames =
        layer(Arbitraries.just(RandomNetwork.Kind.CONVOLUTION), 10, 60, 5, 20);
    Arbitrary<RandomNetwork.Layer> later =
        layer(Arbitraries.of(RandomNetwork.Kind.values()), 1, 5, 1, 3);
    return Combinators.combine(frames, later.list().ofMaxSize(6))
        .as(
            (first, others) -> {
              List<RandomNetwork.Layer> all = new ArrayList<>(List.of(first));
              all.addAll(others);
              return all;
            });
  }

  private static Arbitrary<RandomNetwork.Layer> layer(
      Arbitrary<RandomNetwork.Kind> kinds,
      int minKernel,
      int maxKernel,
      int minStride,
      int maxStride) {
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(minKernel, maxKernel),
            Arbitraries.integers().between(minStride, maxStride),
            Arbitraries.of(Padding.SAME, Padding.VALID),
            Arbitraries.integers().between(1, 20))
        .as(RandomNetwork.Layer::new);
  }

  @Provide
  Arbitrary<Integer> hops() {
    return Arbitraries.of(10, 20, 40, 80, 100, 160);
  }

  @Property(tries = TRIES)
  void scoresAreThoseOfWholeWindows(
      @ForAll("layers") List<RandomNetwork.Layer> layers,
      @ForAll("hops") int hopMillis,
      @ForAll long seed) {
    Plan plan = GraphCompiler.compile(RandomNetwork.of(layers, seed));
    Random random = new Random(seed);
    float[] sound = new float[RandomNetwork.WINDOW + (WINDOWS - 1) * hopMillis * RATE / 1000];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (random.nextGaussian() / 4);
    }
    StreamOptions options = StreamOptions.DEFAULT.withHopMillis(hopMillis);
    try (Spotter spotter = Spotter.of(plan, "random");
        SpotterStream kept = spotter.newStream(options);
        SpotterStream whole = spotter.newStream(options.withWholeWindows())) {
      KEPT.addAndGet(kept.keepsWindows() ? 1 : 0);
      List<String> expected = scores(whole, sound, random);
      assertThat(expected).hasSize(WINDOWS);
      assertThat(scores(kept, sound, random)).isEqualTo(expected);
      kept.reset();
      assertThat(scores(kept, sound, random)).as("reset").isEqualTo(expected);
    }
  }

  /** Networks from which nothing is kept would prove nothing. */
  @AfterContainer
  static void maxNetworksKeepWindows() {
    assertThat(KEPT.get()).isGreaterThan(TRIES / 2);
  }

  /** The scores of every window, of sound in pieces of any length. */
  private static List<String> scores(SpotterStream stream, float[] sound, Random random) {
    List<String> all = new ArrayList<>();
    stream.onScores(
        (last, scores) -> {
          int[] bits = new int[scores.length];
          Arrays.setAll(bits, i -> Float.floatToRawIntBits(scores[i]));
          all.add(last + Arrays.toString(bits));
        });
    for (int at = 0; at < sound.length; ) {
      int length = Math.min(random.nextInt(2500), sound.length - at);
      stream.accept(sound, at, length);
      at += length;
    }
    return all;
  }
}
