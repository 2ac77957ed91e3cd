package io.kwsbench.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * A clip made fit for a model's input, and what had to be done to it.
 *
 * <pre>{@code
 * FittedClip input = FittedClip.of(WavReader.read(file), 16_000, 16_000, 1);
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
   * Resamples, then pads with silence or crops at the end, as {@link Clip#fit} does.
   *
   * @param sampleRate wanted rate in hertz
   * @param frames wanted samples of a channel, or -1 to keep the clip's length
   * @param channels wanted channels, or -1 to keep the clip's
   * @throws io.kwsbench.KwsException when the clip's rate cannot be brought to the wanted one
   */
  public static FittedClip of(Clip clip, int sampleRate, int frames, int channels) {
    List<String> warnings = new ArrayList<>();
    Clip fitted = clip;
    if (clip.sampleRate() != sampleRate) {
      fitted = new Resampler(clip.sampleRate(), sampleRate).resample(clip);
      warnings.add("resampled from " + clip.sampleRate() + " to " + sampleRate + " Hz");
    }
    if (channels != -1 && channels < clip.channels()) {
      warnings.add("kept the first " + channels + " of " + clip.channels() + " channels");
    } else if (channels > clip.channels()) {
      warnings.add("repeated the last of " + clip.channels() + " channels up to " + channels);
    }
    if (frames != -1 && frames < fitted.frames()) {
      warnings.add("cropped from " + fitted.frames() + " to " + frames + " samples");
    } else if (frames > fitted.frames()) {
      warnings.add("padded from " + fitted.frames() + " to " + frames + " samples with silence");
    }
    return new FittedClip(fitted.fit(frames, channels), warnings);
  }

  /** Whether {@link #of} would leave these samples as they are. */
  public static boolean isFit(WavData data, int sampleRate, int frames, int channels) {
    return data.sampleRate() == sampleRate
        && (frames == -1 || data.frames() == frames)
        && (channels == -1 || data.channels() == channels);
  }
}
