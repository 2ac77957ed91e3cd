package io.kwsbench.synthesis;

/**
 * A way to speak.
 *
 * @param speed factor of the voice's own speed
 * @param pitch factor of the voice's own pitch
 */
public record Prosody(double speed, double pitch) {
  /** The same, faster by a factor. */
  Prosody faster(double factor) {
    return new Prosody(speed * factor, pitch);
  }
}
