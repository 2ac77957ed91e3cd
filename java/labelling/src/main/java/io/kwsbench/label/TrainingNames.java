package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of a submission as parts of paths. A submission may come from anybody and its cells may
 * hold anything: what leads out of the folder of clips, or out of the training folder, is refused.
 */
public final class TrainingNames {
  /** The longest file name on Linux. */
  private static final int MAX_BYTES = 255;

  private TrainingNames() {}

  /**
   * A clip's path from its folder, such as {@code a.wav} or {@code kitchen/a.wav}, in its shortest
   * spelling.
   *
   * @param clips what messages call the folder
   * @throws KwsException when the name is none, or leads out of the folder
   */
  public static String clip(String clips, String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..") || part.isEmpty() && parts.isEmpty() && name.startsWith("/")) {
        throw new KwsException(
            clips + "/" + name + ": leads out of the folder of clips, and is left out");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (parts.isEmpty() || name.endsWith("/") || name.endsWith("/.") || name.indexOf('\0') >= 0) {
      throw new KwsException(clips + "/" + name + ": is no file name");
    }
    return String.join("/", parts);
  }

  /**
   * Requires a label that can name a folder of training clips.
   *
   * @param clip what messages call the clip that has the label
   * @throws KwsException when it cannot: it is empty, hidden, too long, or a path
   */
  public static void requireLabel(String clip, String label) {
    boolean usable =
        !label.isEmpty()
            && !label.startsWith(".")
            && label.indexOf('/') < 0
            && label.indexOf('\0') < 0
            && label.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    if (!usable) {
      throw new KwsException(clip + ": label '" + label + "' can name no folder");
    }
  }
}
