package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.Masking;
import io.kwsbench.corpus.NoiseRatio;
import io.kwsbench.corpus.VoiceChange;

/** Flags for random changes to training clips; the defaults are those of the 2017 entry. */
@FlagGroup("augmentation")
final class AugmentationOptions {
  @Parameter(
      names = "--pseudo",
      order = 40,
      description =
          "share of training samples drawn from pseudo-labeled clips, if there are any (0"
              + " to 1)")
  private double pseudo = 0.6;

  @Parameter(
      names = "--noise_frequency",
      order = 41,
      description = "share of clips with background noise mixed in (0 to 1)")
  private double noiseFrequency = 0.3;

  @Parameter(
      names = "--noise_volume",
      order = 42,
      description = "maximum factor of the mixed-in noise")
  private double noiseVolume = 0.15;

  @Parameter(
      names = "--noise_snr_db",
      order = 42,
      description =
          "MIN,MAX: ratio of the clip to the mixed-in noise in dB, between their loudest 32 ms,"
              + " instead of --noise_volume; default: not prescribed")
  private String noiseRatio = "";

  @Parameter(
      names = "--silence_volume",
      order = 43,
      description =
          "maximum factor of the noise in silent samples that --noise_frequency leaves out")
  private double silenceVolume = 0.3;

  @Parameter(
      names = "--volume_frequency",
      order = 44,
      description = "share of clips made louder or softer (0 to 1)")
  private double volumeFrequency = 0.3;

  @Parameter(
      names = "--volume",
      order = 45,
      description =
          "maximum relative change of a clip's volume: the factor is from 1 - VOLUME to 1 +"
              + " VOLUME")
  private double volume = 0.15;

  @Parameter(
      names = "--flip_frequency",
      order = 46,
      description = "share of clips with inverted sign (0 to 1)")
  private double flipFrequency;

  @Parameter(
      names = "--shift_frequency",
      order = 47,
      description = "share of clips shifted in time (0 to 1)")
  private double shiftFrequency = 0.3;

  @Parameter(
      names = "--shift",
      order = 48,
      description = "MIN,MAX: range of the shift in samples; negative is toward the start")
  private String shift = "-500,0";

  @Parameter(
      names = "--voice_frequency",
      order = 49,
      description =
          "share of clips changed by --speed and --tilt to sound like another speaker (0 to"
              + " 1)")
  private double voiceFrequency;

  @Parameter(
      names = "--speed",
      order = 50,
      description =
          "maximum relative change of a clip's speed: the factor is from 1 - SPEED to 1 +"
              + " SPEED")
  private double speed = 0.15;

  @Parameter(
      names = "--tilt",
      order = 51,
      description =
          "maximum factor of the spectral tilt: a in y[n] = x[n] + a x[n-1] is from -TILT"
              + " to TILT")
  private double tilt;

  @Parameter(
      names = "--reversed_unknown",
      order = 52,
      description =
          "share of clips played backward and labeled unknown, for a corpus without other"
              + " words (0 to 1)")
  private double reversed;

  @Parameter(
      names = "--mask_frequency",
      order = 53,
      description = "share of clips with gaps: a silent stretch and a damped band (0 to 1)")
  private double maskFrequency;

  @Parameter(
      names = "--time_mask",
      order = 54,
      description = "maximum length of the silent stretch in milliseconds")
  private double timeMask = 100;

  @Parameter(
      names = "--band_mask",
      order = 55,
      description = "maximum width of the damped band in octaves")
  private double bandMask = 1;

  /** Returns whether some clips are played backward, as unknown words. */
  boolean reverses() {
    return reversed > 0;
  }

  /**
   * Refuses what would change nothing.
   *
   * @throws ParameterException naming the first such flag
   */
  void check(TypedFlags typed) {
    typed.refuse(noiseFrequency == 0, "needs a --noise_frequency above 0", "--noise_volume");
    typed.refuse(noiseFrequency == 0, "needs a --noise_frequency above 0", "--noise_snr_db");
    typed.refuse(
        !noiseRatio.isEmpty(),
        "has no use: --noise_snr_db decides",
        "--noise_volume",
        "--silence_volume");
    typed.refuse(volumeFrequency == 0, "needs a --volume_frequency above 0", "--volume");
    typed.refuse(shiftFrequency == 0, "needs a --shift_frequency above 0", "--shift");
    typed.refuse(
        maskFrequency == 0, "needs a --mask_frequency above 0", "--time_mask", "--band_mask");
    typed.refuse(voiceFrequency == 0, "needs a --voice_frequency above 0", "--speed", "--tilt");
  }

  Augmentation augmentation() {
    int[] range = range();
    try {
      return new Augmentation(
          new Augmentation.Noise(noiseFrequency, noiseVolume, silenceVolume),
          new Augmentation.Gain(volumeFrequency, volume, flipFrequency),
          new Augmentation.Shift(shiftFrequency, range[0], range[1]),
          pseudo,
          reversed,
          new VoiceChange(voiceFrequency, speed, tilt),
          maskFrequency == 0 ? Masking.NONE : new Masking(maskFrequency, timeMask, bandMask),
          noiseRatio());
    } catch (OutOfRangeException e) {
      throw new ParameterException(
          "--pseudo, --reversed_unknown and every _frequency are from 0 to 1, --speed and --tilt"
              + " below 1, --time_mask up to 1000, --band_mask up to 4, --noise_snr_db from -100 to"
              + " 100: "
              + e.getMessage());
    }
  }

  private NoiseRatio noiseRatio() {
    if (noiseRatio.isEmpty()) {
      return NoiseRatio.NONE;
    }
    String[] parts = noiseRatio.split(",", -1);
    try {
      if (parts.length == 2) {
        return new NoiseRatio(true, Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
      }
    } catch (NumberFormatException e) {
      throw new ParameterException(notTwoNumbers(), e);
    }
    throw new ParameterException(notTwoNumbers());
  }

  private String notTwoNumbers() {
    return "--noise_snr_db: '" + noiseRatio + "' is not MIN,MAX, two numbers";
  }

  private int[] range() {
    String[] parts = shift.split(",");
    try {
      if (parts.length == 2) {
        return new int[] {Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip())};
      }
    } catch (NumberFormatException e) {
      throw new ParameterException("--shift: '" + shift + "' is not MIN,MAX, two whole numbers", e);
    }
    throw new ParameterException("--shift: '" + shift + "' is not MIN,MAX, two whole numbers");
  }
}
