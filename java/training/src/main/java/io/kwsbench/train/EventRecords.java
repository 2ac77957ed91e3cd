package io.kwsbench.train;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kwsbench.files.InputFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * The records of one event file: each a length, a protocol buffer and their checksums.
 *
 * <p>A record whose data are damaged is left out, the others are read. One whose length is damaged
 * hides all after it.
 */
final class EventRecords {
  private static final int MAX_BYTES = 1 << 30;
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

  private final Path file;
  private final List<EventFile.Scalar> scalars = new ArrayList<>();
  private final List<String> damage = new ArrayList<>();
  private int wholeBytes;
  private boolean readableToTheEnd = true;
  private boolean cutShort;

  private EventRecords(Path file) {
    this.file = file;
  }

  /**
   * @throws io.kwsbench.KwsException when the file cannot be read
   */
  static EventRecords read(Path file) {
    EventRecords records = new EventRecords(file);
    ByteBuffer bytes =
        ByteBuffer.wrap(InputFile.bytes(file, MAX_BYTES, "an event file"))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int number = 1; bytes.hasRemaining() && records.take(bytes, number); number++) {
      records.wholeBytes = bytes.position();
    }
    return records;
  }

  List<EventFile.Scalar> scalars() {
    return scalars;
  }

  /** A line for each record that was left out, with its number from 1. */
  List<String> damage() {
    return damage;
  }

  /** Returns whether the file ends within a record, as after a crash. */
  boolean isCutShort() {
    return cutShort;
  }

  /** The bytes of all records that are there from end to end. */
  long wholeBytes() {
    return wholeBytes;
  }

  /** Returns whether TensorBoard, which stops at damage, would read what is appended. */
  boolean isReadableToTheEnd() {
    return readableToTheEnd;
  }

  /** Takes one record; false when none can be read after it. */
  private boolean take(ByteBuffer bytes, int number) {
    int start = bytes.position();
    if (bytes.remaining() < HEADER_BYTES) {
      cutShort = true;
      return false;
    }
    long length = bytes.getLong();
    if (bytes.getInt() != masked(bytes.array(), start, Long.BYTES) || length < 0) {
      damage.add(
          file
              + ": record "
              + number
              + ": wrong checksum of its length: it and all after"
              + " it are left out");
      readableToTheEnd = false;
      return false;
    }
    if (length > bytes.remaining() - Integer.BYTES) {
      cutShort = true;
      return false;
    }
    byte[] data = new byte[(int) length];
    bytes.get(data);
    if (bytes.getInt() != masked(data, 0, data.length)) {
      damage.add(file + ": record " + number + ": wrong checksum: it is left out");
      readableToTheEnd = false;
      return true;
    }
    try {
      add(Event.parseFrom(data));
    } catch (InvalidProtocolBufferException e) {
      damage.add(file + ": record " + number + ": no event: it is left out");
      readableToTheEnd = false;
    }
    return true;
  }

  private void add(Event event) {
    for (Summary.Value value : event.getSummary().getValueList()) {
      if (value.hasSimpleValue()) {
        scalars.add(
            new EventFile.Scalar(
                event.getStep(), event.getWallTime(), value.getTag(), value.getSimpleValue()));
      }
    }
  }

  static ByteBuffer record(byte[] data) {
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
}
