package io.kwsbench.cli.use.listen;

import io.kwsbench.KwsException;
import io.kwsbench.spotter.SpotterStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Raw 16-bit little-endian samples from a pipe, interleaved, as {@code arecord -t raw} gives. */
public final class PcmSound implements Sound {
  /** Beginnings of sound files: WAV in three forms, AIFF, Ogg, FLAC. */
  private static final Set<String> FILES = Set.of("RIFF", "RIFX", "RF64", "FORM", "OggS", "fLaC");

  private final BackgroundReader reader;
  private final int sampleRate;
  private final int channels;
  private final ByteBuffer pending =
      ByteBuffer.allocate(BackgroundReader.BLOCK + 8).order(ByteOrder.LITTLE_ENDIAN);
  private long bytes;

  public PcmSound(InputStream in, int sampleRate, int channels) {
    this.reader = new BackgroundReader(in);
    this.sampleRate = sampleRate;
    this.channels = channels;
  }

  @Override
  public String name() {
    return "-";
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void feed(SpotterStream stream, BooleanSupplier stop) {
    boolean begun = false;
    while (reader.read(pending, stop)) {
      pending.flip();
      begun = begun || begins();
      if (begun) {
        hear(stream);
      }
      pending.compact();
    }
    if (stop.getAsBoolean()) {
      return;
    }
    pending.flip();
    hear(stream);
    if (bytes == 0 && !pending.hasRemaining()) {
      throw new KwsException("-: standard input holds no sound");
    }
    stream.finish();
    requireWhole(pending.remaining());
  }

  /** Returns whether enough bytes are there to distinguish raw samples from a file. */
  private boolean begins() {
    if (pending.remaining() < 4) {
      return false;
    }
    byte[] beginning = new byte[4];
    pending.get(0, beginning);
    String said = new String(beginning, StandardCharsets.ISO_8859_1);
    if (FILES.contains(said)) {
      String kind = said.startsWith("R") ? "WAV file" : "sound file";
      throw new KwsException(
          "-: standard input is a "
              + kind
              + ", not raw samples: name the file, or use arecord -t raw");
    }
    return true;
  }

  /** All but half a sample. */
  private void hear(SpotterStream stream) {
    int limit = pending.limit();
    int whole = pending.remaining() & ~1;
    bytes += whole;
    pending.limit(whole);
    stream.accept(pending);
    pending.limit(limit);
  }

  private void requireWhole(int left) {
    if ((bytes + left) % (2L * channels) != 0) {
      throw new KwsException(
          "-: standard input ends within a sample: "
              + (bytes + left)
              + " bytes are no multiple of "
              + 2 * channels);
    }
  }
}
