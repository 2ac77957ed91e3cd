package io.kwsbench.corpus;

/**
 * How training samples are varied; frequencies are probabilities from 0 to 1.
 *
 * @param backgroundFrequency how many clips get background noise
 * @param backgroundVolume noise is scaled by up to this much
 * @param silenceVolume the same for silence that got no noise by the frequency: nine of ten such
 *     samples do get some, as zeros teach nothing
 * @param foregroundFrequency how many clips get louder or softer
 * @param foregroundVolume by up to this much: a factor of 1 ± it
 * @param flipFrequency how many clips change sign
 * @param shiftFrequency how many clips are rolled in time
 * @param leastShift in samples; negative moves to the front
 * @param mostShift in samples
 * @param pseudoFrequency how many samples are drawn from the set of pseudo labels
 * @param reversedFrequency how many clips are played backwards and are then unknown words: the same
 *     speakers and microphones say something that is no wanted word, which a corpus whose every
 *     word is wanted has no other example of
 * @param voice how clips are made to sound like other speakers
 */
public record Augmentation(
    double backgroundFrequency,
    double backgroundVolume,
    double silenceVolume,
    double foregroundFrequency,
    double foregroundVolume,
    double flipFrequency,
    double shiftFrequency,
    int leastShift,
    int mostShift,
    double pseudoFrequency,
    double reversedFrequency,
    VoiceChange voice) {
  public Augmentation {
    for (double frequency :
        new double[] {
          backgroundFrequency,
          foregroundFrequency,
          flipFrequency,
          shiftFrequency,
          pseudoFrequency,
          reversedFrequency
        }) {
      if (!(frequency >= 0 && frequency <= 1)) {
        throw new IllegalArgumentException("frequency " + frequency);
      }
    }
    if (leastShift > mostShift) {
      throw new IllegalArgumentException("shift from " + leastShift + " to " + mostShift);
    }
  }

  /** What the 2017 system trained with. */
  public static Augmentation original() {
    return new Augmentation(0.3, 0.15, 0.3, 0.3, 0.15, 0, 0.3, -500, 0, 0.6, 0, VoiceChange.NONE);
  }
}
