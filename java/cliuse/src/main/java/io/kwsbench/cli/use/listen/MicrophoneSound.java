package io.kwsbench.cli.use.listen;

import io.kwsbench.audio.Microphone;
import io.kwsbench.spotter.SpotterStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;

/** A microphone, read in pieces of 20 ms. */
public record MicrophoneSound(Microphone microphone, int sampleRate, int channels)
    implements Sound {
  @Override
  public String name() {
    return microphone.name();
  }

  @Override
  public void feed(SpotterStream stream, BooleanSupplier stop) {
    byte[] pcm = new byte[Math.max(1, sampleRate / 50) * 2 * channels];
    ByteBuffer bytes = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    while (!stop.getAsBoolean()) {
      microphone.read(pcm);
      stream.accept(bytes.clear());
    }
  }

  @Override
  public long overruns() {
    return microphone.overruns();
  }

  @Override
  public void close() {
    microphone.close();
  }
}
