package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The format of a client's samples, which have 16 bits.
 *
 * @param rate in hertz
 */
record AudioFormat(int rate, int channels) {
  private static final int WIDTH = 2;
  private static final int MAX_RATE = 384_000;
  private static final int MAX_CHANNELS = 16;

  /**
   * The format in an event.
   *
   * @throws ProtocolException when it is none, or not 16 bits
   */
  static AudioFormat of(String event, ObjectNode data) throws ProtocolException {
    int width = number(event, data, "width", 8);
    if (width != WIDTH) {
      throw new ProtocolException(
          event + ": samples of " + width + " bytes; only 2 bytes (16 bits) are supported");
    }
    return new AudioFormat(
        number(event, data, "rate", MAX_RATE), number(event, data, "channels", MAX_CHANNELS));
  }

  private static int number(String event, ObjectNode data, String name, int most)
      throws ProtocolException {
    JsonNode value = data.path(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 1
        || value.intValue() > most) {
      throw new ProtocolException(event + ": " + name + " is no whole number within 1 … " + most);
    }
    return value.intValue();
  }

  int frameBytes() {
    return WIDTH * channels;
  }
}
