package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.service.ServiceListener;
import io.kwsbench.service.SharedModel;
import io.kwsbench.spotter.SpotterStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client's conversation. Not thread-safe: the client's thread has it. */
final class WyomingSession implements AutoCloseable {
  private final String client;
  private final SharedModel model;
  private final ServiceListener listener;
  private final WyomingWriter writer;
  private final List<SpotterStream.Heard> heard = new ArrayList<>();

  /** The words that the client requested; all words if it named none. */
  private Optional<Set<String>> asked = Optional.empty();

  private AudioFormat format;
  private SpotterStream stream;
  private boolean detected;

  WyomingSession(String client, SharedModel model, ServiceListener listener, WyomingWriter writer) {
    this.client = client;
    this.model = model;
    this.listener = listener;
    this.writer = writer;
  }

  /**
   * Handles an event, and ignores events of other services.
   *
   * @throws ProtocolException when its values are none
   * @throws KwsException when the model cannot hear such sound
   */
  void handle(WyomingEvent event) throws IOException {
    switch (event.type()) {
      case "describe" -> writer.write("info", ServiceInfo.of(model.keywords()));
      case "ping" -> pong(event.data().path("text"));
      case "detect" -> detect(event.data().path("names"));
      case "audio-start" -> start(AudioFormat.of("audio-start", event.data()));
      case "audio-chunk" -> chunk(event);
      case "audio-stop" -> stop();
      default -> {
        // another service's
      }
    }
  }

  private void pong(JsonNode text) throws IOException {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    if (text.isTextual()) {
      data.set("text", text);
    }
    writer.write("pong", data);
  }

  private void detect(JsonNode names) throws ProtocolException {
    if (names.isMissingNode() || names.isNull() || names.isArray() && names.isEmpty()) {
      asked = Optional.empty();
      return;
    }
    if (!names.isArray()) {
      throw new ProtocolException("detect: names is no list");
    }
    List<String> known = model.keywords();
    Set<String> words = new HashSet<>();
    for (JsonNode name : names) {
      if (!name.isTextual()) {
        throw new ProtocolException("detect: a name is no text");
      }
      words.add(name.textValue());
      if (!known.contains(name.textValue())) {
        listener.warned(
            client
                + ": the model has no word '"
                + name.textValue()
                + "'; its words are "
                + String.join(" ", known));
      }
    }
    asked = Optional.of(words);
  }

  private void start(AudioFormat given) {
    detected = false;
    if (stream != null && given.equals(format)) {
      stream.reset();
      return;
    }
    close();
    stream = model.newStream(given.rate(), given.channels());
    stream.onDetection(heard::add);
    format = given;
  }

  private void chunk(WyomingEvent event) throws IOException {
    AudioFormat given = AudioFormat.of("audio-chunk", event.data());
    if (event.payload().length % given.frameBytes() != 0) {
      throw new ProtocolException(
          "audio-chunk: "
              + event.payload().length
              + " bytes are no multiple of "
              + given.frameBytes());
    }
    if (stream == null) {
      start(given);
    } else if (!given.equals(format)) {
      throw new ProtocolException(
          "audio-chunk: "
              + given.rate()
              + " Hz in "
              + given.channels()
              + " channels, but the stream started with "
              + format.rate()
              + " Hz in "
              + format.channels());
    }
    stream.accept(ByteBuffer.wrap(event.payload()).order(ByteOrder.LITTLE_ENDIAN));
    sendDetections(event.data().path("timestamp"));
  }

  private void stop() throws IOException {
    if (stream == null) {
      return;
    }
    stream.finish();
    sendDetections(JsonNodeFactory.instance.missingNode());
    if (!detected) {
      writer.write("not-detected", JsonNodeFactory.instance.objectNode());
    }
    close();
  }

  /**
   * Sends what was detected since the last call.
   *
   * @param timestamp of the chunk that decided, in milliseconds; without it, the time since the
   *     start of the audio counts
   */
  private void sendDetections(JsonNode timestamp) throws IOException {
    List<SpotterStream.Heard> all = List.copyOf(heard);
    heard.clear();
    for (SpotterStream.Heard one : all) {
      if (asked.isPresent() && !asked.get().contains(one.label())) {
        continue;
      }
      detected = true;
      listener.detected(client, one);
      long millis =
          timestamp.isIntegralNumber() && timestamp.canConvertToLong()
              ? timestamp.longValue()
              : Math.round(one.seconds() * 1000);
      writer.write(
          "detection",
          JsonNodeFactory.instance.objectNode().put("name", one.label()).put("timestamp", millis));
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
