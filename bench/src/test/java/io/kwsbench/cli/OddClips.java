package io.kwsbench.cli;

import io.kwsbench.audio.Clip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One sound as WAV files that differ from the plain one but hold the same samples. */
public final class OddClips {
  private OddClips() {}

  /** Files by name; all but the first are such that TensorFlow's DecodeWav refuses them. */
  public static Map<String, byte[]> of(Clip clip) {
    short[] pcm = clip.toPcm16();
    int rate = clip.sampleRate();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("plain.wav", file(chunk("fmt ", format(1, rate, 16)), chunk("data", bits16(pcm))));
    files.put("bits24.wav", file(chunk("fmt ", format(1, rate, 24)), chunk("data", bits24(pcm))));
    files.put("float.wav", file(chunk("fmt ", format(3, rate, 32)), chunk("data", floats(pcm))));
    byte[] slow = format(1, rate, 16);
    ByteBuffer.wrap(slow).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 7);
    files.put("byte_rate.wav", file(chunk("fmt ", slow), chunk("data", bits16(pcm))));
    files.put(
        "odd_chunk.wav",
        file(
            chunk("LIST", new byte[] {1, 2, 3}),
            chunk("fmt ", format(1, rate, 16)),
            chunk("data", bits16(pcm))));
    byte[] stream = chunk("data", bits16(pcm));
    ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 0x7FFFF000);
    files.put("stream.wav", file(chunk("fmt ", format(1, rate, 16)), stream));
    files.put(
        "junk.wav",
        file(
            chunk("fmt ", format(1, rate, 16)),
            chunk("data", bits16(pcm)),
            "junk at the end".getBytes(StandardCharsets.US_ASCII)));
    return files;
  }

  private static byte[] file(byte[]... chunks) {
    int size = 4;
    for (byte[] chunk : chunks) {
      size += chunk.length;
    }
    ByteBuffer file = little(8 + size).put(ascii("RIFF")).putInt(size).put(ascii("WAVE"));
    for (byte[] chunk : chunks) {
      file.put(chunk);
    }
    return file.array();
  }

  private static byte[] chunk(String id, byte[] body) {
    int padded = body.length + (body.length & 1);
    return little(8 + padded).put(ascii(id)).putInt(body.length).put(body).array();
  }

  private static byte[] format(int code, int rate, int bits) {
    int frame = bits / 8;
    ByteBuffer format = little(16).putShort((short) code).putShort((short) 1).putInt(rate);
    return format.putInt(rate * frame).putShort((short) frame).putShort((short) bits).array();
  }

  private static byte[] bits16(short[] pcm) {
    ByteBuffer bytes = little(2 * pcm.length);
    bytes.asShortBuffer().put(pcm);
    return bytes.array();
  }

  private static byte[] bits24(short[] pcm) {
    ByteBuffer bytes = little(3 * pcm.length);
    for (short sample : pcm) {
      bytes.put((byte) 0).putShort(sample);
    }
    return bytes.array();
  }

  private static byte[] floats(short[] pcm) {
    ByteBuffer bytes = little(4 * pcm.length);
    for (short sample : pcm) {
      bytes.putFloat(sample / 32768f);
    }
    return bytes.array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
