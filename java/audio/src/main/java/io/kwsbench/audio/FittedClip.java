package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip made fit for a model's input, and what had to be done to it.
 *
 * <pre>{@code
 * FittedClip input = FittedClip.read(file, 16_000, 16_000, 1);
 * input.warnings().forEach(log::warn);
 * }</pre>
 *
 * @param clip at the wanted rate, with the wanted frames and channels
 * @param warnings one line for every change: resampled, channels dropped or repeated, cropped,
 *     padded; empty when the clip was fit as it came
 */
public record FittedClip(Clip clip, List<String> warnings) {

  public FittedClip {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a WAV file and fits it, decoding no more of it than is kept.
   *
   * @param sampleRate wanted rate in hertz
   * @param frames wanted samples of a channel, or -1 to keep the clip's length
   * @param channels wanted channels, or -1 to keep the clip's
   * @throws KwsException when it cannot be read or fitted; one line that names the file
   */
  public static FittedClip read(Path file, int sampleRate, int frames, int channels) {
    ByteBuffer wav = ByteBuffer.wrap(WavReader.bytes(file));
    return of(WavReader.locate(wav, file.toString()), sampleRate, frames, channels);
  }

  /**
   * Decodes samples and fits them, as {@link #read} does.
   *
   * @throws KwsException as {@link #read}
   */
  public static FittedClip of(WavData data, int sampleRate, int frames, int channels) {
    try {
      int needed =
          frames == -1 || data.sampleRate() == sampleRate
              ? frames
              : Resampler.between(data.sampleRate(), sampleRate).framesFor(frames);
      Clip clip = data.clip(needed == -1 ? data.frames() : Math.min(needed, data.frames()));
      return fit(clip, data.frames(), sampleRate, frames, channels);
    } catch (OutOfMemoryError e) {
      throw WavReader.tooLarge(data.source(), e);
    } catch (KwsException e) {
      String said = e.getMessage();
      throw said.startsWith(data.source()) ? e : new KwsException(data.source() + ": " + said, e);
    }
  }

  /**
   * Resamples, then pads with silence or crops at the end, as {@link Clip#fit} does.
   *
   * @throws KwsException when the clip's rate cannot be brought to the wanted one
   */
  public static FittedClip of(Clip clip, int sampleRate, int frames, int channels) {
    return fit(clip, clip.frames(), sampleRate, frames, channels);
  }

  /**
   * @param clip as much of its start as is needed
   * @param whole how many frames it has in truth
   */
  private static FittedClip fit(Clip clip, int whole, int sampleRate, int frames, int channels) {
    List<String> warnings = new ArrayList<>();
    Clip fitted = clip;
    if (channels != -1 && channels < clip.channels()) {
      fitted = fitted.fit(-1, channels);
    }
    long length = whole;
    if (clip.sampleRate() != sampleRate) {
      Resampler resampler = Resampler.between(clip.sampleRate(), sampleRate);
      length = resampler.framesOf(whole);
      fitted = resampler.resample(fitted, frames == -1 ? length : Math.min(frames, length));
      warnings.add("resampled from " + clip.sampleRate() + " to " + sampleRate + " Hz");
    }
    if (channels != -1 && channels < clip.channels()) {
      warnings.add("kept the first " + channels + " of " + clip.channels() + " channels");
    } else if (channels > clip.channels()) {
      warnings.add("repeated the last of " + clip.channels() + " channels up to " + channels);
    }
    if (frames != -1 && frames < length) {
      warnings.add("cropped from " + length + " to " + frames + " samples");
    } else if (frames > length) {
      warnings.add("padded from " + length + " to " + frames + " samples with silence");
    }
    return new FittedClip(fitted.fit(frames, channels), warnings);
  }

  /** Returns whether {@link #of} would leave these samples as they are. */
  public static boolean isFit(WavData data, int sampleRate, int frames, int channels) {
    return data.sampleRate() == sampleRate
        && (frames == -1 || data.frames() == frames)
        && (channels == -1 || data.channels() == channels);
  }
}
