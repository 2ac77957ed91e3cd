package io.kwsbench.service.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import io.kwsbench.service.Recorder;
import io.kwsbench.service.SharedModel;
import io.kwsbench.service.SpikeModel;
import io.kwsbench.spotter.Spotter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSessionTest {
  /** Sound of eight times the model's rate, which browsers have at least. */
  private static final int RATE = 8 * SpikeModel.RATE;

  private final Recorder recorder = new Recorder();
  private final List<String> sent = new ArrayList<>();
  private Spotter spotter;
  private PageSession session;
  private long now;

  @BeforeEach
  void open() {
    spotter = SpikeModel.spotter();
    session = new PageSession("CLIENT", SpikeModel.shared(spotter), recorder, sent::add, () -> now);
  }

  @AfterEach
  void close() {
    session.close();
    spotter.close();
  }

  private List<String> of(String type) {
    return sent.stream().filter(text -> text.contains("\"type\":\"" + type + "\"")).toList();
  }

  /** A long spike, which survives the resampler. */
  private static ByteBuffer sound(int millis, int spikeAt) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * 8 * millis).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8 * 20; i++) {
      pcm.putShort(2 * (8 * spikeAt + i), Short.MAX_VALUE);
    }
    return pcm;
  }

  @Test
  void tellsTheModelFirst() {
    assertThat(sent)
        .containsExactly(
            "{\"type\":\"model\",\"labels\":["
                + "{\"name\":\"_silence_\",\"keyword\":false,\"threshold\":0.9},"
                + "{\"name\":\"yes\",\"keyword\":true,\"threshold\":0.9},"
                + "{\"name\":\"no\",\"keyword\":true,\"threshold\":0.9}],"
                + "\"rule\":\"streak\",\"sample_rate\":1000,\"window\":8}");
  }

  @Test
  void scoresEveryWindowAndDetects() {
    session.text("{\"type\":\"start\",\"rate\":" + RATE + "}");
    session.sound(sound(300, 100));

    assertThat(of("scores")).hasSizeBetween(250, 293);
    assertThat(of("scores").get(0))
        .startsWith("{\"type\":\"scores\",\"time\":0.008,\"level\":-100");
    assertThat(of("detection")).isNotEmpty();
    assertThat(of("detection").get(0))
        .matches("\\{.*\"label\":\"yes\",\"score\":0\\.9.*\"time\":0\\.10\\d}");
    assertThat(recorder.detections).hasSameSizeAs(of("detection"));
  }

  @Test
  void movedThresholdsShowWhatTheyWouldHaveCaused() {
    session.text("{\"type\":\"start\",\"rate\":" + RATE + "}");
    session.sound(sound(300, 100));
    int live = of("detection").size();

    session.text("{\"type\":\"thresholds\",\"labels\":{\"yes\":1}}");
    assertThat(of("replay")).containsExactly("{\"type\":\"replay\",\"detections\":[]}");
    session.sound(sound(300, 100));
    assertThat(of("detection")).as("from now on, too").hasSize(live);

    session.text("{\"type\":\"thresholds\",\"labels\":{\"yes\":0.9}}");
    assertThat(of("replay").get(1).split("\"label\":\"yes\"")).hasSize(2 * live + 1);

    session.text("{\"type\":\"start\",\"rate\":" + RATE + "}");
    session.text("{\"type\":\"thresholds\",\"labels\":{}}");
    assertThat(of("replay").get(2)).as("a new start forgets").contains("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[]|a message is no JSON object with a type",
        "{}|a message is no JSON object with a type",
        "{\"type\":\"sing\"}|no message has the type \"sing\"",
        "{\"type\":\"start\"}|start: rate is no whole number within 8000 … 192000",
        "{\"type\":\"start\",\"rate\":7999}|start: rate is no whole number within 8000 … 192000",
        "{\"type\":\"thresholds\",\"labels\":{\"yes\":1.5}}"
            + "|thresholds: no label of the model, or not within 0 … 1",
        "{\"type\":\"thresholds\",\"labels\":{\"yes\":\"high\"}}"
            + "|thresholds: no label of the model, or not within 0 … 1",
        "{\"type\":\"thresholds\",\"labels\":{\"maybe\":0.5}}"
            + "|thresholds: no label of the model, or not within 0 … 1",
      })
  void whatIsNoMessageIsRefused(String text, String message) {
    assertThatThrownBy(() -> session.text(text))
        .isInstanceOf(RefusedException.class)
        .hasMessage(message);
  }

  @Test
  void soundHasItsLimits() {
    assertThatThrownBy(() -> session.sound(ByteBuffer.allocate(2)))
        .hasMessage("sound before a start");
    session.text("{\"type\":\"start\",\"rate\":" + RATE + "}");
    assertThatThrownBy(() -> session.sound(ByteBuffer.allocate(3)))
        .hasMessage("3 bytes hold half a sample");
    for (int second = 0; second < 10; second++) {
      session.sound(ByteBuffer.allocate(2 * RATE));
    }
    assertThatThrownBy(() -> session.sound(ByteBuffer.allocate(2 * RATE)))
        .hasMessage("more sound than a microphone gives");
    now += 1_000_000_000L;
    session.sound(ByteBuffer.allocate(2 * RATE));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                session.text("{\"type\":\"stop\"}");
              }
            })
        .hasMessage("too many messages a second");
  }

  @Test
  void aClosedSessionTakesNothing() {
    session.text("{\"type\":\"start\",\"rate\":" + RATE + "}");
    session.close();
    session.sound(sound(300, 100));
    session.text("no JSON");
    assertThat(of("scores")).isEmpty();
  }

  @Test
  void theHistoryKeepsTheLastWindows() {
    SharedModel model = SpikeModel.shared(spotter);
    ScoreHistory history = new ScoreHistory(3);
    for (int i = 0; i < ScoreHistory.MOST + 10; i++) {
      history.add(i, new float[] {0, i % 5000 == 0 ? 1 : 0, 0});
    }
    assertThat(history.replay(new Detector(model.rule(), model.labels(), 1000)))
        .extracting(Detection::time)
        .containsExactly(5000L);
  }
}
