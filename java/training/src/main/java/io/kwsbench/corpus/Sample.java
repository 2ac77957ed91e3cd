package io.kwsbench.corpus;

import java.nio.file.Path;

/**
 * One labeled clip.
 *
 * @param word the word spoken: a folder's name in lower case, or {@link WantedClasses#SILENCE}
 * @param label its class, an index into {@link WantedClasses#all()}
 * @param file where it is; null for silence, which has no clip
 */
public record Sample(String word, int label, Path file) {
  public boolean isSilence() {
    return label == WantedClasses.SILENCE_INDEX;
  }
}
