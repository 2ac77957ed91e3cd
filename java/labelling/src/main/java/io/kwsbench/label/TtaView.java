package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One view of a clip in test-time augmentation: rolled, then amplified, then clipped. Immutable.
 *
 * @param slow whether the view starts from the clip's slowed copy
 * @param roll samples by which the clip is rotated to the right; negative is to the left
 * @param gain factor of every sample
 * @param clipped whether samples are then cut to −1…1
 */
public record TtaView(boolean slow, int roll, float gain, boolean clipped) implements Serializable {
  /** The clip as it is. */
  public static final TtaView AS_IS = new TtaView(false, 0, 1, false);

  /**
   * The original's three folds, in the order in which it adds them ({@code make_submission.py}): as
   * it is, 1.2 times louder and not clipped, rolled left by 1,500 samples.
   */
  public static final List<TtaView> THREE =
      List.of(AS_IS, new TtaView(false, 0, 1.2f, false), new TtaView(false, -1500, 1, false));

  /**
   * The three, and three of the slowed clip: as it is, 1.1 times louder and clipped, 0.9 times.
   *
   * <p>The original adds these six too, but divides by ten; here they are averaged, which gives the
   * same labels and probabilities that add up to one.
   */
  public static final List<TtaView> SIX =
      List.of(
          THREE.get(0),
          THREE.get(1),
          THREE.get(2),
          new TtaView(true, 0, 1, false),
          new TtaView(true, 0, 1.1f, true),
          new TtaView(true, 0, 0.9f, false));

  /**
   * Parses what {@link #toString} gives: {@code as_is}, or a choice of {@code slow}, {@code
   * roll=-1500}, {@code gain=1.2} and {@code clip}, joined by {@code +}.
   *
   * @throws KwsException when the text is no fold
   */
  public static TtaView parse(String text) {
    TtaView fold = AS_IS;
    for (String part : text.trim().split("\\+", -1)) {
      fold = fold.with(part.trim(), text);
    }
    return fold;
  }

  private TtaView with(String part, String text) {
    try {
      if (part.equals("as_is")) {
        return this;
      } else if (part.equals("slow")) {
        return new TtaView(true, roll, gain, clipped);
      } else if (part.equals("clip")) {
        return new TtaView(slow, roll, gain, true);
      } else if (part.startsWith("roll=")) {
        return new TtaView(slow, Integer.parseInt(part.substring(5)), gain, clipped);
      } else if (part.startsWith("gain=")) {
        return new TtaView(slow, roll, finite(part.substring(5)), clipped);
      }
    } catch (NumberFormatException e) {
      throw new KwsException("fold '" + text + "': " + part + " has no number", e);
    }
    throw new KwsException(
        "fold '" + text + "': " + part + " is none of as_is, slow, roll=N, gain=X, clip");
  }

  private static float finite(String text) {
    float value = Float.parseFloat(text);
    if (!Float.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  /** Parses folds separated by commas. */
  public static List<TtaView> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(TtaView::parse).toList();
  }

  /** Writes this view of {@code clip} into {@code view}, which is as long and another array. */
  void apply(float[] clip, float[] view) {
    int length = clip.length;
    int shift = length == 0 ? 0 : Math.floorMod(roll, length);
    System.arraycopy(clip, 0, view, shift, length - shift);
    System.arraycopy(clip, length - shift, view, 0, shift);
    if (gain != 1) {
      for (int i = 0; i < length; i++) {
        view[i] *= gain;
      }
    }
    if (clipped) {
      for (int i = 0; i < length; i++) {
        view[i] = Math.max(-1, Math.min(1, view[i]));
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(slow ? "+slow" : "");
    if (roll != 0) {
      text.append("+roll=").append(roll);
    }
    if (gain != 1) {
      text.append(String.format(Locale.ROOT, "+gain=%s", gain));
    }
    if (clipped) {
      text.append("+clip");
    }
    return text.length() == 0 ? "as_is" : text.substring(1);
  }
}
