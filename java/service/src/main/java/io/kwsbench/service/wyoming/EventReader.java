package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads events. What is longer than its limits is refused before it is read. */
final class EventReader {
  /** The most bytes of a header line. */
  static final int MAX_HEADER = 16 << 10;

  /** The most bytes of additional data. */
  static final int MAX_DATA = 64 << 10;

  /** The most bytes of a payload: 5 s of 16-bit stereo at 48,000 Hz. */
  static final int MAX_PAYLOAD = 1 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final InputStream in;
  private final Patience patience;

  /** Sets the deadline for the rest of an event. */
  interface Patience {
    void within(boolean event) throws IOException;
  }

  /**
   * @param in a buffered stream
   */
  EventReader(InputStream in, Patience patience) {
    this.in = in;
    this.patience = patience;
  }

  /**
   * The next event; none when the client has left.
   *
   * @throws ProtocolException when it is none, or too long
   * @throws EOFException when the client left within it
   */
  Optional<WyomingEvent> read() throws IOException {
    patience.within(false);
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    patience.within(true);
    ObjectNode header = object(line(first), "header");
    JsonNode type = header.path("type");
    if (!type.isTextual()) {
      throw new ProtocolException("a header has no type");
    }
    ObjectNode data = data(header);
    int more = length(header, "data_length", MAX_DATA);
    int payload = length(header, "payload_length", MAX_PAYLOAD);
    if (more > 0) {
      data.setAll(object(exactly(more), "data"));
    }
    return Optional.of(new WyomingEvent(type.textValue(), data, exactly(payload)));
  }

  private byte[] line(int first) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = first; next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ends within a header");
      }
      if (line.size() == MAX_HEADER) {
        throw new ProtocolException("a header is longer than " + MAX_HEADER + " bytes");
      }
      line.write(next);
    }
    return line.toByteArray();
  }

  private static ObjectNode object(byte[] text, String what) throws IOException {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new ProtocolException("a " + what + " is no JSON: " + e.getOriginalMessage());
    }
    throw new ProtocolException("a " + what + " is no JSON object");
  }

  private static ObjectNode data(ObjectNode header) throws IOException {
    JsonNode data = header.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (data instanceof ObjectNode object) {
      return object;
    }
    throw new ProtocolException("a header's data are no JSON object");
  }

  private static int length(ObjectNode header, String name, int most) throws IOException {
    JsonNode length = header.path(name);
    if (length.isMissingNode() || length.isNull()) {
      return 0;
    }
    if (!length.isIntegralNumber() || !length.canConvertToInt() || length.intValue() < 0) {
      throw new ProtocolException("a header's " + name + " is no length");
    }
    if (length.intValue() > most) {
      throw new ProtocolException(
          "a header's " + name + " is " + length + "; at most " + most + " is allowed");
    }
    return length.intValue();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ends within an event");
    }
    return bytes;
  }
}
