package io.kwsbench.spotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kwsbench.Allocations;
import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A model of 8 samples at 1000 Hz, so a millisecond is a sample: "yes" where the first sample of a
 * window is 1, "no" where it is −1, silence where it is 0.
 */
class SpotterStreamTest {
  private static final int WINDOW = 8;
  private static final List<String> LABELS = List.of("_silence_", "yes", "no");
  private static final ModelMetadata METADATA =
      ModelMetadata.ofLabels(LABELS).withNumber(ModelMetadata.SAMPLE_RATE, 1000);
  private static final DetectorRule RULE =
      new StreakRule(1, Refractory.ofAll(0), Thresholds.of(0.9));

  private static Plan plan(ModelMetadata metadata) {
    float[] weights = new float[WINDOW * LABELS.size()];
    weights[1] = 9;
    weights[2] = -9;
    // something of every sample
    for (int i = LABELS.size(); i < weights.length; i++) {
      weights[i] = (i % 5 - 2) / 100f;
    }
    return GraphCompiler.compile(
            GraphBuilder.graph()
                .placeholder("x", 1, WINDOW)
                .floats("w", new long[] {WINDOW, LABELS.size()}, weights)
                .floats("b", new long[] {LABELS.size()}, 3, 0, 0)
                .op("MatMul", "y", "x", "w")
                .op("BiasAdd", "z", "y", "b")
                .op("Softmax", "p", "z")
                .build())
        .withMetadata(metadata);
  }

  private static Spotter spotter() {
    return Spotter.of(plan(METADATA), "test.kws");
  }

  private static StreamOptions options(int hop) {
    return StreamOptions.DEFAULT.withRule(RULE).withHopMillis(hop);
  }

  private static short[] noise(int samples, long seed) {
    Random random = new Random(seed);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) random.nextInt();
    }
    return noise;
  }

  /** A window as a listener is told it. */
  private record Told(long last, List<Float> scores) {
    static Told of(long last, float[] scores) {
      List<Float> copy = new ArrayList<>();
      for (float score : scores) {
        copy.add(score);
      }
      return new Told(last, copy);
    }
  }

  /** What the stream must say: every window run as a clip. */
  private static List<Told> windows(Spotter spotter, float[] samples, int hop) {
    List<Told> told = new ArrayList<>();
    float[] scores = new float[LABELS.size()];
    try (SpotterSession session = spotter.newSession()) {
      for (int at = 0; at + WINDOW <= samples.length; at += hop) {
        session.run(Arrays.copyOfRange(samples, at, at + WINDOW), scores);
        told.add(Told.of(at + WINDOW - 1, scores));
      }
    }
    return told;
  }

  private static ByteBuffer bytes(short[] pcm, int at, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm, at, length);
    return bytes;
  }

  private static void feed(SpotterStream stream, short[] pcm, Random random) {
    for (int at = 0; at < pcm.length; ) {
      int length = Math.min(1 + random.nextInt(40), pcm.length - at);
      switch (random.nextInt(3)) {
        case 0 -> stream.accept(pcm, at, length);
        case 1 -> stream.accept(bytes(pcm, at, length));
        default -> {
          float[] floats = new float[length];
          for (int i = 0; i < length; i++) {
            floats[i] = pcm[at + i] / 32768f;
          }
          stream.accept(floats, 0, length);
        }
      }
      at += length;
    }
  }

  @Test
  void everyWindowIsScoredHoweverTheSoundIsCut() {
    short[] pcm = noise(9000, 3);
    float[] samples = Clip.ofPcm16(1000, 1, pcm).samples();
    try (Spotter spotter = spotter()) {
      for (int hop : new int[] {1, 3, 8, 13}) {
        List<Told> expected = windows(spotter, samples, hop);
        try (SpotterStream stream = spotter.newStream(options(hop))) {
          for (int seed = 0; seed < 2; seed++) {
            List<Told> told = new ArrayList<>();
            stream.onScores((last, scores) -> told.add(Told.of(last, scores)));
            feed(stream, pcm, new Random(seed));
            assertThat(told).isEqualTo(expected);
            stream.reset();
          }
        }
      }
    }
  }

  @Test
  void soundOfAnotherRateIsThatOfTheResampledFile() {
    Clip stereo = Clip.ofPcm16(2500, 2, noise(2 * 5003, 8));
    float[] samples = FittedClip.of(stereo, 1000, -1, 1).clip().samples();
    List<Told> told = new ArrayList<>();
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(5).withInput(2500, 2))) {
      stream.onScores((last, scores) -> told.add(Told.of(last, scores)));
      feed(stream, stereo.toPcm16(), new Random(1));
      stream.finish();
      assertThat(told).isEqualTo(windows(spotter, samples, 5));

      told.clear();
      feed(stream, stereo.toPcm16(), new Random(2));
      stream.finish();
      assertThat(told).isEqualTo(windows(spotter, samples, 5));
    }
  }

  @Test
  void detectionsTellTheirWindow() {
    float[] samples = new float[60];
    samples[16] = 1;
    samples[40] = -1;
    List<SpotterStream.Heard> heard = new ArrayList<>();
    List<float[]> windows = new ArrayList<>();
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      stream.onDetection(
          detection -> {
            heard.add(detection);
            float[] window = new float[WINDOW];
            stream.copyWindow(window);
            windows.add(window);
          });
      stream.accept(samples, 0, samples.length);
      assertThatThrownBy(() -> stream.copyWindow(new float[WINDOW]))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(heard)
        .extracting(SpotterStream.Heard::label, SpotterStream.Heard::firstSample)
        .containsExactly(tuple("yes", 16L), tuple("no", 40L));
    assertThat(heard.get(0).lastSample()).isEqualTo(23);
    assertThat(heard.get(0).seconds()).isEqualTo(0.024);
    assertThat(heard.get(0).score()).isGreaterThan(0.9);
    assertThat(windows.get(0)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void silenceIsNotReported() {
    TensorFlowRule rule = new TensorFlowRule(8, 0, 1, Thresholds.of(0.6));
    List<String> heard = new ArrayList<>();
    float[] samples = new float[300];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i / 50 % 2;
    }
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4).withRule(rule))) {
      stream.onDetection(detection -> heard.add(detection.label()));
      stream.accept(samples, 0, samples.length);
    }
    // the same word again: silence was detected in between, unreported
    assertThat(heard).containsExactly("yes", "yes", "yes");
  }

  @Test
  void aModelSaysHowItIsHeard() {
    ModelMetadata said =
        DetectorMetadata.write(METADATA.withNumber(ModelMetadata.HOP, 5), TensorFlowRule.DEFAULT)
            .withNumber(ModelMetadata.WINDOW, WINDOW);
    try (Spotter spotter = Spotter.of(plan(said), "test.kws")) {
      assertThat(spotter.sampleRate()).isEqualTo(1000);
      assertThat(spotter.hop()).isEqualTo(5);
      assertThat(spotter.rule()).isEqualTo(TensorFlowRule.DEFAULT);
      List<Long> lasts = new ArrayList<>();
      try (SpotterStream stream = spotter.newStream(StreamOptions.DEFAULT)) {
        stream.onScores((last, scores) -> lasts.add(last));
        stream.accept(new float[20], 0, 20);
      }
      assertThat(lasts).containsExactly(7L, 12L, 17L);
    }
    try (Spotter old = Spotter.of(plan(ModelMetadata.NONE), "old.kws")) {
      assertThat(old.sampleRate()).isEqualTo(16_000);
      assertThat(old.hop()).isEqualTo(1280);
      assertThat(old.rule()).isEqualTo(AverageRule.DEFAULT);
    }
  }

  @Test
  void streamsOfOneModelRunConcurrently() throws Exception {
    short[] pcm = noise(6000, 4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Spotter spotter = spotter()) {
      List<Told> expected = windows(spotter, Clip.ofPcm16(1000, 1, pcm).samples(), 2);
      List<Future<List<Told>>> streams = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int seed = i;
        streams.add(pool.submit(() -> told(spotter, pcm, seed)));
      }
      for (Future<List<Told>> stream : streams) {
        assertThat(stream.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }

  private static List<Told> told(Spotter spotter, short[] pcm, int seed) {
    List<Told> told = new ArrayList<>();
    try (SpotterStream stream = spotter.newStream(options(2))) {
      stream.onScores((last, scores) -> told.add(Told.of(last, scores)));
      feed(stream, pcm, new Random(seed));
    }
    return told;
  }

  @Test
  void hearingAllocatesNothing() {
    float[] floats = new float[441];
    short[] shorts = new short[441];
    ByteBuffer bytes = ByteBuffer.allocateDirect(882);
    long[] windows = new long[1];
    List<DetectorRule> rules =
        List.of(TensorFlowRule.DEFAULT, AverageRule.DEFAULT, StreakRule.DEFAULT);
    try (Spotter spotter = spotter()) {
      for (DetectorRule rule : rules) {
        try (SpotterStream stream =
            spotter.newStream(
                options(3)
                    .withRule(rule)
                    .withInput(2500, 1)
                    .withVad(rule.name().equals("streak")))) {
          stream.onScores((last, scores) -> windows[0]++);
          long allocated =
              Allocations.of(
                  () -> {
                    for (int i = 0; i < 50; i++) {
                      stream.accept(floats, 0, 441);
                      stream.accept(shorts, 0, 441);
                      stream.accept(bytes.clear());
                    }
                  });
          assertThat(allocated).isZero();
          assertThat(windows[0]).isGreaterThan(10_000);
        }
      }
    }
  }

  /** At 100 Hz a frame of the gate has 2 samples, and the gate learns for 100. */
  @Test
  void aGateSkipsBackgroundButNoWindowWithAWord() {
    short[] pcm = new short[400];
    pcm[210] = Short.MAX_VALUE;
    List<Told> open = new ArrayList<>();
    List<Told> gated = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    ModelMetadata slow = METADATA.withNumber(ModelMetadata.SAMPLE_RATE, 100);
    try (Spotter spotter = Spotter.of(plan(slow), "test.kws");
        SpotterStream every = spotter.newStream(options(50));
        SpotterStream stream = spotter.newStream(options(50).withVad(true))) {
      every.onScores((last, scores) -> open.add(Told.of(last, scores)));
      feed(every, pcm, new Random(9));
      stream.onScores((last, scores) -> gated.add(Told.of(last, scores)));
      stream.onDetection(found -> heard.add(found.label() + " " + found.firstSample()));
      for (int round = 0; round < 2; round++) {
        gated.clear();
        feed(stream, pcm, new Random(round));
        stream.reset();
        for (int i = 0; i < open.size(); i++) {
          long last = open.get(i).last();
          boolean sound = last - WINDOW + 1 < 100 || last >= 211 && last - WINDOW + 1 < 212;
          assertThat(gated.get(i))
              .isEqualTo(sound ? open.get(i) : new Told(last, List.of(1f, 0f, 0f)));
        }
      }
    }
    assertThat(heard).containsExactly("yes 210", "yes 210");
  }

  @Test
  void misuseIsSaid() {
    Spotter spotter = spotter();
    SpotterStream stream = spotter.newStream(options(4));
    assertThatThrownBy(() -> stream.accept(ByteBuffer.allocate(3)))
        .isInstanceOf(IllegalArgumentException.class);
    stream.onScores((last, scores) -> stream.reset());
    assertThatThrownBy(() -> stream.accept(new float[WINDOW], 0, WINDOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.kws: a listener cannot feed or reset its stream");
    assertThatThrownBy(spotter::close).isInstanceOf(IllegalStateException.class);
    stream.close();
    stream.close();
    assertThatThrownBy(() -> stream.accept(new short[1], 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.kws: the stream is closed");
    Thresholds other = new Thresholds(0.5, Map.of("maybe", 0.6));
    assertThatThrownBy(
            () -> spotter.newStream(options(4).withRule(StreakRule.DEFAULT.withThresholds(other))))
        .isInstanceOf(KwsException.class)
        .hasMessage("a threshold for 'maybe', but the labels are _silence_ yes no");
    assertThatThrownBy(
            () -> spotter.newStream(options(4).withLabels(List.of("silence", "yes", "nein"))))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("label 3 is 'nein', but 'no' in test.kws");
    assertThatThrownBy(() -> options(0)).isInstanceOf(IllegalArgumentException.class);
    spotter.close();
  }

  @Test
  void aListenerMayCloseItsStream() {
    try (Spotter spotter = spotter()) {
      List<Long> lasts = new ArrayList<>();
      SpotterStream stream = spotter.newStream(options(1));
      stream.onScores(
          (last, scores) -> {
            lasts.add(last);
            stream.close();
          });
      stream.accept(new float[100], 0, 100);
      assertThat(lasts).containsExactly(7L);
    }
  }

  @Test
  void aWindowWhoseListenerThrowsIsNotScoredAgain() {
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      List<Long> lasts = new ArrayList<>();
      stream.onScores(
          (last, scores) -> {
            lasts.add(last);
            if (lasts.size() == 1) {
              throw new IllegalStateException("no disk");
            }
          });
      assertThatThrownBy(() -> stream.accept(new float[WINDOW], 0, WINDOW)).hasMessage("no disk");
      stream.accept(new float[WINDOW], 0, WINDOW);
      assertThat(lasts).containsExactly(7L, 11L, 15L);
    }
  }

  @Test
  void aModelThatContradictsItselfIsRefused() {
    ModelMetadata wrong = METADATA.withNumber(ModelMetadata.WINDOW, 9);
    assertThatThrownBy(() -> Spotter.of(plan(wrong), "test.kws"))
        .isInstanceOf(KwsException.class)
        .hasMessage("test.kws: its metadata has a window of 9 samples, but its input takes 8");
    ModelMetadata bad = METADATA.with(DetectorMetadata.RULE, List.of("magic"));
    assertThatThrownBy(() -> Spotter.of(plan(bad), "test.kws"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("test.kws: no rule 'magic'");
    try (Spotter nameless = Spotter.of(plan(ModelMetadata.NONE), "test.kws")) {
      assertThatThrownBy(() -> nameless.newStream(StreamOptions.DEFAULT))
          .isInstanceOf(KwsException.class)
          .hasMessage("test.kws: it does not name its classes: give labels");
      nameless.newStream(StreamOptions.DEFAULT.withLabels(LABELS)).close();
    }
  }

  @Test
  void whatIsNoNumberIsNamed() {
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      float[] samples = new float[12];
      samples[11] = Float.NaN;
      assertThatThrownBy(() -> stream.accept(samples, 0, 12))
          .isInstanceOf(KwsException.class)
          .hasMessage(
              "test.kws: in the window that ends at sample 11 the score of '_silence_' is NaN");
    }
  }

  /** The rest of the piece is lost, and so would be the positions of what follows. */
  @Test
  void aFailedStreamMustBeReset() {
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      List<Long> lasts = new ArrayList<>();
      stream.onScores((last, scores) -> lasts.add(last));
      float[] samples = new float[20];
      samples[2] = Float.NaN;
      assertThatThrownBy(() -> stream.accept(samples, 0, 20)).isInstanceOf(KwsException.class);
      assertThat(lasts).isEmpty();
      assertThatThrownBy(() -> stream.accept(samples, 3, 8))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("test.kws: the stream failed before: reset it first");
      stream.reset();
      stream.accept(samples, 3, 8);
      assertThat(lasts).containsExactly(7L);
    }
  }
}
