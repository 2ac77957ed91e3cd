package io.kwsbench.corpus;

import java.util.regex.Pattern;

/** Decides the set of a clip by its name alone, so that it never changes as others are added. */
@FunctionalInterface
public interface SplitRule {
  /** Between a speaker's name and the number of a take. */
  String NO_HASH = "_nohash_";

  /** The folder of clips that no one labeled but that hold no wanted word. */
  String UNLABELED_UNKNOWN = "unknown_unknown";

  /** The names of the challenge's clips without labels: {@code clip_000044442.wav}. */
  Pattern CHALLENGE_CLIP = Pattern.compile("clip_[0-9a-f]{8,}\\.wav");

  /**
   * @param folder the clip's folder, {@code yes}
   * @param file its file name, {@code 0a7c2a8d_nohash_0.wav}
   */
  Partition partition(String folder, String file);

  /**
   * The decision that a name forces unless a list names the clip; null when it forces none. A clip
   * of the challenge's test set has no label but one that a model gave it.
   */
  static Partition forced(String folder, String file) {
    if (folder.equals(UNLABELED_UNKNOWN)) {
      return Partition.TRAINING;
    }
    return CHALLENGE_CLIP.matcher(file).matches() ? Partition.PSEUDO : null;
  }

  /** All clips are for training, but those whose name forces a set. */
  static SplitRule training() {
    return (folder, file) -> {
      Partition forced = forced(folder, file);
      return forced == null ? Partition.TRAINING : forced;
    };
  }

  /**
   * The rule of a folder whose labels a model gave: a clip whose name has no {@code _nohash_} has a
   * pseudo label. The others are real ones, put there to be joined with them.
   */
  static SplitRule pseudo(SplitRule others) {
    return (folder, file) ->
        folder.equals(UNLABELED_UNKNOWN) || file.contains(NO_HASH)
            ? others.partition(folder, file)
            : Partition.PSEUDO;
  }
}
