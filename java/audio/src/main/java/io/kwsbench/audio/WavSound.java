package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.nio.file.Path;

/**
 * The sound of a WAV file as one channel of a wanted rate, piece by piece. The samples are those
 * that {@link FittedClip} makes of the whole file, but the memory does not grow with the file.
 *
 * @param data the file's samples
 * @param sampleRate the wanted rate in hertz
 */
public record WavSound(WavData data, int sampleRate) {
  private static final int FRAMES = 4096;

  /**
   * Opens a WAV file.
   *
   * @throws KwsException when it cannot be read or has a rate that cannot be brought to the wanted
   *     one; one line that names the file
   */
  public static WavSound open(Path file, int sampleRate) {
    WavSound sound = new WavSound(WavReader.open(file), sampleRate);
    sound.resampler();
    return sound;
  }

  /** The number of samples at the wanted rate. */
  public long length() {
    return data.sampleRate() == sampleRate
        ? data.frames()
        : Resampler.between(data.sampleRate(), sampleRate).framesOf(data.frames());
  }

  /**
   * Passes on all samples, from the first on.
   *
   * @throws KwsException when a sample of the file is no number
   */
  public void feed(StreamingResampler.Sink sink) {
    StreamingResampler resampler = resampler();
    int channels = data.channels();
    float[] piece = new float[FRAMES * channels];
    for (int at = 0; at < data.frames(); at += FRAMES) {
      int frames = Math.min(FRAMES, data.frames() - at);
      data.decode(at, frames, piece);
      resampler.accept(piece, 0, frames * channels, sink);
    }
    resampler.finish(sink);
  }

  private StreamingResampler resampler() {
    try {
      return new StreamingResampler(data.sampleRate(), data.channels(), sampleRate);
    } catch (KwsException e) {
      throw new KwsException(data.source() + ": " + e.getMessage(), e);
    }
  }
}
