package io.kwsbench.train;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * TensorBoard's event files: records of a length, a protocol buffer and their checksums.
 *
 * <p>Source: TensorFlow's {@code core/lib/io/record_writer.cc} and {@code core/util/event.proto}.
 */
public final class EventFile {
  private static final String PREFIX = "events.out.tfevents.";
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

  private EventFile() {}

  /**
   * One value of a curve.
   *
   * @param step the epoch
   * @param wallTime seconds since 1970
   */
  public record Scalar(long step, double wallTime, String tag, float value) {}

  /**
   * Appends one event to a file of the folder, which is made when there is none yet.
   *
   * @throws KwsException when that fails
   */
  public static void append(Path folder, long step, double wallTime, Map<String, Double> values) {
    Summary.Builder summary = Summary.newBuilder();
    values.forEach(
        (tag, value) ->
            summary.addValue(
                Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue())));
    Event event =
        Event.newBuilder().setStep(step).setWallTime(wallTime).setSummary(summary).build();
    try {
      Files.createDirectories(folder);
      List<Path> files = files(folder);
      if (files.isEmpty()) {
        Path file = folder.resolve(PREFIX + (long) wallTime + ".kwsbench");
        Event version =
            Event.newBuilder().setWallTime(wallTime).setFileVersion("brain.Event:2").build();
        write(file, record(version.toByteArray()));
        write(file, record(event.toByteArray()));
      } else {
        write(files.get(files.size() - 1), record(event.toByteArray()));
      }
    } catch (IOException e) {
      throw new KwsException(folder + ": events cannot be written: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, ByteBuffer record) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // a record that a crash cut short would make all after it unreadable
      channel.truncate(wholeBytes(file));
      channel.position(channel.size());
      while (record.hasRemaining()) {
        channel.write(record);
      }
      channel.force(false);
    }
  }

  private static ByteBuffer record(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(HEADER_BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(data).putInt(masked(data, 0, data.length));
    return record.flip();
  }

  /** TensorFlow stores checksums rotated and shifted, as they may be summed over themselves. */
  private static int masked(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    int crc = (int) checksum.getValue();
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /**
   * All scalars of the folder's event files, in order; what follows damage in a file is left out.
   *
   * @throws KwsException when the folder or a file cannot be read
   */
  public static List<Scalar> read(Path folder) {
    try {
      List<Scalar> scalars = new ArrayList<>();
      for (Path file : files(folder)) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] data = next(bytes); data != null; data = next(bytes)) {
          add(Event.parseFrom(data), scalars);
        }
      }
      return scalars;
    } catch (IOException e) {
      throw new KwsException(folder + ": events cannot be read: " + e.getMessage(), e);
    }
  }

  private static void add(Event event, List<Scalar> scalars) {
    for (Summary.Value value : event.getSummary().getValueList()) {
      if (value.hasSimpleValue()) {
        scalars.add(
            new Scalar(
                event.getStep(), event.getWallTime(), value.getTag(), value.getSimpleValue()));
      }
    }
  }

  private static long wholeBytes(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int whole = 0;
    while (next(bytes) != null) {
      whole = bytes.position();
    }
    return whole;
  }

  /** The next record's data; null at the end, and before a damaged record. */
  private static byte[] next(ByteBuffer bytes) {
    if (bytes.remaining() < HEADER_BYTES) {
      return null;
    }
    int start = bytes.position();
    long length = bytes.getLong();
    boolean whole =
        bytes.getInt() == masked(bytes.array(), start, Long.BYTES)
            && length >= 0
            && length <= bytes.remaining() - Integer.BYTES;
    if (!whole) {
      return null;
    }
    byte[] data = new byte[(int) length];
    bytes.get(data);
    return bytes.getInt() == masked(data, 0, data.length) ? data : null;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(PREFIX)).sorted().toList();
    }
  }
}
