package io.kwsbench.service.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.service.ServiceListener;
import io.kwsbench.service.SharedModel;
import io.kwsbench.spotter.SpotterStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.java_websocket.framing.CloseFrame;

/**
 * A browser's stream. The detector stands beside the stream, not in it, so that one with other
 * thresholds can replace it after a replay of the same scores.
 *
 * <p>Thread-safe: calls exclude each other.
 */
final class PageSession implements AutoCloseable {
  private static final int MIN_RATE = 8_000;
  private static final int MAX_RATE = 192_000;
  private static final double SECONDS_AT_ONCE = 10;
  private static final double TIMES_REAL_TIME = 1.25;
  private static final double TEXTS_AT_ONCE = 50;
  private static final double TEXTS_PER_SECOND = 25;

  private final String client;
  private final SharedModel model;
  private final ServiceListener listener;
  private final Consumer<String> sender;
  private final LongSupplier clock;
  private final Allowance texts;
  private final ScoreHistory history;
  private DetectorRule rule;
  private Detector detector;
  private Allowance samples;
  private SpotterStream stream;
  private boolean closed;

  /**
   * @param sender takes the texts for the client
   * @param clock in nanoseconds
   */
  PageSession(
      String client,
      SharedModel model,
      ServiceListener listener,
      Consumer<String> sender,
      LongSupplier clock) {
    this.client = client;
    this.model = model;
    this.listener = listener;
    this.sender = sender;
    this.clock = clock;
    this.rule = model.rule();
    this.texts = new Allowance(TEXTS_AT_ONCE, TEXTS_PER_SECOND, clock);
    this.history = new ScoreHistory(model.labels().count());
    this.detector = newDetector();
    sender.accept(PageMessages.model(model, rule));
  }

  /** The client's address and port. */
  String client() {
    return client;
  }

  private Detector newDetector() {
    return new Detector(rule, model.labels(), model.spotter().sampleRate());
  }

  /**
   * Takes a message.
   *
   * @throws RefusedException when it is none, or there are too many
   * @throws io.kwsbench.KwsException when sound of its rate cannot be resampled
   */
  synchronized void text(String text) {
    if (closed) {
      return;
    }
    if (!texts.take(1)) {
      throw new RefusedException(CloseFrame.POLICY_VALIDATION, "too many messages a second");
    }
    ObjectNode message = PageMessages.read(text);
    switch (message.get("type").textValue()) {
      case "start" -> start(message.path("rate"));
      case "stop" -> stop();
      case "thresholds" -> move(message.path("labels"));
      default ->
          throw new RefusedException(
              CloseFrame.PROTOCOL_ERROR, "no message has the type " + message.get("type"));
    }
  }

  private void start(JsonNode given) {
    int rate = given.isIntegralNumber() && given.canConvertToInt() ? given.intValue() : 0;
    if (rate < MIN_RATE || rate > MAX_RATE) {
      throw new RefusedException(
          CloseFrame.PROTOCOL_ERROR,
          "start: rate is no whole number within " + MIN_RATE + " … " + MAX_RATE);
    }
    stop();
    history.clear();
    detector = newDetector();
    samples = new Allowance(SECONDS_AT_ONCE * rate, TIMES_REAL_TIME * rate, clock);
    stream = model.newStream(rate, 1);
    stream.onScores(this::scored);
  }

  private void stop() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  /** Changes thresholds, and sends the detections that they would have caused so far. */
  private void move(JsonNode labels) {
    Map<String, Double> moved = new TreeMap<>(rule.thresholds().byLabel());
    labels
        .fields()
        .forEachRemaining(
            label -> {
              double threshold = label.getValue().asDouble(-1);
              if (!model.labels().names().contains(label.getKey())
                  || !(threshold >= 0 && threshold <= 1)) {
                throw new RefusedException(
                    CloseFrame.PROTOCOL_ERROR,
                    "thresholds: no label of the model, or not within 0 … 1");
              }
              moved.put(label.getKey(), threshold);
            });
    rule = rule.withThresholds(new Thresholds(rule.thresholds().all(), moved));
    detector = newDetector();
    List<Detection> found = history.replay(detector).stream().filter(this::isWord).toList();
    sender.accept(PageMessages.replay(found, model.spotter().sampleRate()));
  }

  /**
   * Takes samples.
   *
   * @throws RefusedException when half a sample is among them, they are too many, or nothing was
   *     started
   * @throws io.kwsbench.KwsException when the model's answer is NaN
   */
  synchronized void sound(ByteBuffer pcm) {
    if (closed) {
      return;
    }
    if (stream == null) {
      throw new RefusedException(CloseFrame.PROTOCOL_ERROR, "sound before a start");
    }
    if (pcm.remaining() % 2 != 0) {
      throw new RefusedException(
          CloseFrame.PROTOCOL_ERROR, pcm.remaining() + " bytes hold half a sample");
    }
    if (!samples.take(pcm.remaining() / 2.0)) {
      throw new RefusedException(
          CloseFrame.POLICY_VALIDATION, "more sound than a microphone gives");
    }
    stream.accept(pcm.order(ByteOrder.LITTLE_ENDIAN));
  }

  private void scored(long last, float[] scores) {
    int rate = model.spotter().sampleRate();
    history.add(last + 1, scores);
    sender.accept(PageMessages.scores((last + 1) / (double) rate, stream.decibels(), scores));
    detector
        .accept(last + 1, scores)
        .filter(this::isWord)
        .ifPresent(found -> detected(found, last, rate));
  }

  private boolean isWord(Detection found) {
    return model.labels().isKeyword(found.index());
  }

  private void detected(Detection found, long last, int rate) {
    long first = last + 1 - model.spotter().samples();
    listener.detected(
        client, new SpotterStream.Heard(found.label(), found.score(), first, last, rate));
    sender.accept(PageMessages.detection(found, rate));
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }
}
