package io.kwsbench.train;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * TensorBoard's event files.
 *
 * <p>Source: TensorFlow's {@code core/lib/io/record_writer.cc} and {@code core/util/event.proto}.
 */
public final class EventFile {
  static final String PREFIX = "events.out.tfevents.";

  private EventFile() {}

  /**
   * One value of a curve.
   *
   * @param step the epoch
   * @param wallTime seconds since 1970
   */
  public record Scalar(long step, double wallTime, String tag, float value) {}

  /**
   * The scalars in a folder of event files.
   *
   * @param scalars in order
   * @param damage a line for each record that was left out because it is damaged
   * @param cutShort files that end within a record, as after a crash or while one is written
   */
  public record Events(List<Scalar> scalars, List<String> damage, List<Path> cutShort) {
    public Events {
      scalars = List.copyOf(scalars);
      damage = List.copyOf(damage);
      cutShort = List.copyOf(cutShort);
    }
  }

  /**
   * All of the folder's event files.
   *
   * @throws KwsException when the folder or a file cannot be read
   */
  public static Events read(Path folder) {
    List<Scalar> scalars = new ArrayList<>();
    List<String> damage = new ArrayList<>();
    List<Path> cutShort = new ArrayList<>();
    for (Path file : files(folder)) {
      EventRecords records = EventRecords.read(file);
      scalars.addAll(records.scalars());
      damage.addAll(records.damage());
      if (records.isCutShort()) {
        cutShort.add(file);
      }
    }
    return new Events(scalars, damage, cutShort);
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(PREFIX)).sorted().toList();
    } catch (IOException e) {
      throw new KwsException(folder + ": events cannot be read: " + e.getMessage(), e);
    }
  }
}
