package io.kwsbench.cli.use.listen;

import io.kwsbench.audio.WavData;
import io.kwsbench.audio.WavReader;
import io.kwsbench.spotter.SpotterStream;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A WAV file, processed at full speed, in memory that does not grow with its length. */
public record FileSound(String name, WavData data) implements Sound {
  public static FileSound read(Path file) {
    return new FileSound(file.toString(), WavReader.open(file));
  }

  @Override
  public int sampleRate() {
    return data.sampleRate();
  }

  @Override
  public int channels() {
    return data.channels();
  }

  @Override
  public void feed(SpotterStream stream, BooleanSupplier stop) {
    int piece = Math.max(1, data.sampleRate() / 10);
    float[] samples = new float[piece * data.channels()];
    for (int at = 0; at < data.frames() && !stop.getAsBoolean(); at += piece) {
      int frames = Math.min(piece, data.frames() - at);
      data.decode(at, frames, samples);
      stream.accept(samples, 0, frames * data.channels());
    }
    if (!stop.getAsBoolean()) {
      stream.finish();
    }
  }
}
