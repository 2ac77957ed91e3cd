package io.kwsbench.spotter;

import static io.kwsbench.spotter.EightSamples.METADATA;
import static io.kwsbench.spotter.EightSamples.WINDOW;
import static io.kwsbench.spotter.EightSamples.feed;
import static io.kwsbench.spotter.EightSamples.noise;
import static io.kwsbench.spotter.EightSamples.options;
import static io.kwsbench.spotter.EightSamples.plan;
import static io.kwsbench.spotter.EightSamples.spotter;
import static io.kwsbench.spotter.EightSamples.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kwsbench.Allocations;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.MicroRule;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.spotter.EightSamples.Told;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The windows, scores and detections of a stream. */
class SpotterStreamTest {
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
    List<Double> levels = new ArrayList<>();
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      stream.onScores((last, scores) -> levels.add(stream.decibels()));
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
      assertThatThrownBy(stream::decibels).isInstanceOf(IllegalStateException.class);
    }
    // one sample in eight has full scale; windows before it are silent
    assertThat(levels.get(0)).isEqualTo(-100);
    assertThat(levels.get(4)).isEqualTo(10 * Math.log10(1 / 8.0));
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
        List.of(TensorFlowRule.DEFAULT, AverageRule.DEFAULT, StreakRule.DEFAULT, MicroRule.DEFAULT);
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
}
