package io.kwsbench.cli.use.listen;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.spotter.SpotterStream;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A WAV file, processed at full speed. */
public record FileSound(String name, Clip clip) implements Sound {
  public static FileSound read(Path file) {
    return new FileSound(file.toString(), WavReader.read(file));
  }

  @Override
  public int sampleRate() {
    return clip.sampleRate();
  }

  @Override
  public int channels() {
    return clip.channels();
  }

  @Override
  public void feed(SpotterStream stream, BooleanSupplier stop) {
    float[] samples = clip.samples();
    int piece = Math.max(1, clip.sampleRate() / 10) * clip.channels();
    for (int at = 0; at < samples.length && !stop.getAsBoolean(); at += piece) {
      stream.accept(samples, at, Math.min(piece, samples.length - at));
    }
    if (!stop.getAsBoolean()) {
      stream.finish();
    }
  }
}
