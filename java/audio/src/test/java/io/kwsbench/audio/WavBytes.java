package io.kwsbench.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files by hand for the tests: right ones and lying ones. */
final class WavBytes {
  private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  WavBytes() {
    tag("RIFF").u32(0).tag("WAVE");
  }

  WavBytes tag(String id) {
    bytes.put(id.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  WavBytes u32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  WavBytes u16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  WavBytes u8(int... values) {
    for (int value : values) {
      bytes.put((byte) value);
    }
    return this;
  }

  WavBytes fmt(int code, int channels, int rate, int bits) {
    int frame = channels * bits / 8;
    return tag("fmt ")
        .u32(16)
        .u16(code)
        .u16(channels)
        .u32(rate)
        .u32((long) rate * frame)
        .u16(frame)
        .u16(bits);
  }

  WavBytes data(long size) {
    return tag("data").u32(size);
  }

  ByteBuffer raw() {
    return bytes;
  }

  byte[] toArray() {
    byte[] array = new byte[bytes.position()];
    bytes.flip().get(array);
    return array;
  }
}
