package io.kwsbench.train;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * Appends to a folder of event files. The files are read once, when it is opened.
 *
 * <p>A record that a crash cut short is cut off: TensorBoard would read nothing after it. Damage
 * elsewhere stays as it is, and a new file is begun.
 */
final class EventWriter {
  private final Path folder;
  private Optional<Path> file = Optional.empty();
  private final Set<Long> steps = new HashSet<>();
  private long length;

  private EventWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws KwsException when a file cannot be read
   */
  static EventWriter open(Path folder) {
    EventWriter writer = new EventWriter(folder);
    if (Files.isDirectory(folder)) {
      for (Path file : EventFile.files(folder)) {
        EventRecords records = EventRecords.read(file);
        records.scalars().forEach(scalar -> writer.steps.add(scalar.step()));
        writer.file = records.isReadableToTheEnd() ? Optional.of(file) : Optional.empty();
        writer.length = records.wholeBytes();
      }
    }
    return writer;
  }

  /** Returns whether the files contain a step. */
  boolean has(long step) {
    return steps.contains(step);
  }

  /**
   * Appends one event.
   *
   * @throws KwsException when that fails
   */
  void append(long step, double wallTime, Map<String, Double> values) {
    Summary.Builder summary = Summary.newBuilder();
    values.forEach(
        (tag, value) ->
            summary.addValue(
                Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue())));
    Event event =
        Event.newBuilder().setStep(step).setWallTime(wallTime).setSummary(summary).build();
    try {
      if (file.isEmpty()) {
        begin(wallTime);
      }
      write(EventRecords.record(event.toByteArray()));
      steps.add(step);
    } catch (IOException e) {
      throw new KwsException(folder + ": events cannot be written: " + e.getMessage(), e);
    }
  }

  /** A new file, after all others in the order of names, in which TensorBoard reads them. */
  private void begin(double wallTime) throws IOException {
    Files.createDirectories(folder);
    long seconds = (long) wallTime;
    Path name = name(seconds);
    while (Files.exists(name)) {
      name = name(++seconds);
    }
    file = Optional.of(name);
    length = 0;
    Event version =
        Event.newBuilder().setWallTime(wallTime).setFileVersion("brain.Event:2").build();
    write(EventRecords.record(version.toByteArray()));
  }

  private Path name(long seconds) {
    return folder.resolve(EventFile.PREFIX + seconds + ".kwsbench");
  }

  private void write(ByteBuffer record) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file.orElseThrow(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.position(length);
      while (record.hasRemaining()) {
        channel.write(record);
      }
      channel.force(false);
      length = channel.position();
    }
  }
}
