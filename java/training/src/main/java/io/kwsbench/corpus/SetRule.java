package io.kwsbench.corpus;

/** Decides the set of a clip by its name alone, so that it never changes as others are added. */
@FunctionalInterface
public interface SetRule {
  /** Between a speaker's name and the number of a take; a clip without it has a pseudo label. */
  String NO_HASH = "_nohash_";

  /** The folder of clips that no one labelled but that hold no wanted word. */
  String UNLABELLED_UNKNOWN = "unknown_unknown";

  /**
   * @param folder the clip's folder, {@code yes}
   * @param file its file name, {@code 0a7c2a8d_nohash_0.wav}
   */
  Partition partition(String folder, String file);

  /** The decision that a name forces whatever the rule; null when it forces none. */
  static Partition forced(String folder, String file) {
    if (folder.equals(UNLABELLED_UNKNOWN)) {
      return Partition.TRAINING;
    }
    return file.contains(NO_HASH) ? null : Partition.PSEUDO;
  }
}
