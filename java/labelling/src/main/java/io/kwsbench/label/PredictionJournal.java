package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The results of finished clips, in clip order, appended as they come, so that a process that is
 * killed loses no more than the clips under way.
 *
 * <p>A {@link JournalHeader}, then a record per clip, all of one size: a byte that is 1 when the
 * clip could be read, its {@link ClipStamps stamp} (int64), its probabilities (float32, zeros when
 * it could not), and the CRC-32 of these. Whatever follows the last sound record is cut off when
 * the journal is opened again. One process at a time may have a journal open. For one thread.
 */
final class PredictionJournal implements AutoCloseable {
  private static final int BLOCK = 1 << 16;
  private static final byte READABLE = 1;
  private static final byte UNREADABLE = 0;

  private final Path file;
  private final FileChannel channel;
  private final JournalHeader header;
  private int done;

  private PredictionJournal(Path file, FileChannel channel, JournalHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /** Takes one record after another. */
  interface Visitor {
    void clip(int index, ClipResult result) throws IOException;
  }

  /**
   * Opens a journal: a new one, or with {@code resume} the one that a run with the same header
   * left.
   *
   * @throws KwsException when another process has it open; when it holds an unfinished run and
   *     {@code resume} was not asked for; when it belongs to another run; when it is no journal
   */
  static PredictionJournal open(Path file, JournalHeader header, boolean resume) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock(file, channel);
      PredictionJournal journal = new PredictionJournal(file, channel, header);
      journal.start(resume);
      return journal;
    } catch (IOException e) {
      close(channel);
      throw new KwsException(file + ": cannot be opened as a journal: " + e.getMessage(), e);
    } catch (KwsException e) {
      close(channel);
      throw e;
    }
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // the reason for closing is being thrown already
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null && Files.exists(file)) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // another thread of this process: the same to the user
    }
    // no lock, or on a file that a run which ends just now has removed
    throw new KwsException(file + ": another run is writing this journal");
  }

  private void start(boolean resume) throws IOException {
    byte[] first = firstBytes();
    JournalHeader found = JournalHeader.parse(first);
    // a header that was cut short means that no clip was finished
    if (found == null && !JournalHeader.isTorn(first)) {
      throw new KwsException(
          file
              + (JournalHeader.isOlder(first)
                  ? ": is a journal of an older kwsbench: finish the run with that, or delete it"
                  : ": is no journal, and will not be overwritten"));
    }
    if (found != null && resume) {
      requireSame(found);
      done = countSound();
      channel.truncate(offset(done));
      return;
    }
    if (found != null) {
      requireNothingFinished(found);
    }
    channel.truncate(0);
    write(header.toBytes());
  }

  private byte[] firstBytes() throws IOException {
    long size = Math.min(JournalHeader.BYTES, channel.size());
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    readFully(bytes, 0);
    return bytes.array();
  }

  private void requireSame(JournalHeader found) {
    if (!found.equals(header)) {
      throw new KwsException(
          file
              + ": belongs to another model, engine, set of TTA views or list of clips; repeat the"
              + " original command line, or delete the file");
    }
  }

  /** A journal is removed once the results are written: what it holds is still to become some. */
  private void requireNothingFinished(JournalHeader found) throws IOException {
    long finished = (channel.size() - JournalHeader.BYTES) / found.recordBytes();
    if (finished > 0) {
      throw new KwsException(
          new LabelReason.UnfinishedRun(file.toString(), finished, found.clips()));
    }
  }

  private int countSound() throws IOException {
    int sound = 0;
    ByteBuffer record = ByteBuffer.allocate(header.recordBytes());
    long whole = (channel.size() - JournalHeader.BYTES) / header.recordBytes();
    while (sound < Math.min(whole, header.clips()) && isSound(record, sound)) {
      sound++;
    }
    return sound;
  }

  private boolean isSound(ByteBuffer record, int index) throws IOException {
    readFully(record.clear(), offset(index));
    int crc = JournalHeader.crc(record.array(), 0, header.recordBytes() - Integer.BYTES);
    return record.getInt(header.recordBytes() - Integer.BYTES) == crc;
  }

  private long offset(int index) {
    return JournalHeader.BYTES + (long) index * header.recordBytes();
  }

  private void readFully(ByteBuffer target, long position) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, position + target.position()) < 0) {
        throw new EOFException(file + " became shorter");
      }
    }
  }

  /** The number of clips in the journal. */
  int done() {
    return done;
  }

  JournalHeader header() {
    return header;
  }

  /**
   * Drops the clips from the first on whose files are not what they were.
   *
   * @param stamps what a clip's files look like now
   * @return whether there was one; it is {@link #done} then
   */
  boolean keepWhile(IntToLongFunction stamps) throws IOException {
    int before = done;
    int[] kept = {0};
    forEach(
        (index, result) -> {
          if (kept[0] == index && result.stamp() == stamps.applyAsLong(index)) {
            kept[0]++;
          }
        });
    done = kept[0];
    channel.truncate(offset(done));
    return done < before;
  }

  /** Appends the next clips; once this returns, a kill of the process does not lose them. */
  void append(List<ClipResult> clips) {
    ByteBuffer records = ByteBuffer.allocate(clips.size() * header.recordBytes());
    for (ClipResult clip : clips) {
      int start = records.position();
      boolean readable = clip instanceof ClipResult.Scored;
      records.put(readable ? READABLE : UNREADABLE).putLong(clip.stamp());
      if (clip instanceof ClipResult.Scored scored) {
        records.asFloatBuffer().put(scored.probabilities());
      }
      int length = header.recordBytes() - Integer.BYTES;
      records.position(start + length);
      records.putInt(JournalHeader.crc(records.array(), start, length));
    }
    try {
      write(records.flip());
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be written: " + e.getMessage(), e);
    }
    done += clips.size();
  }

  private void write(ByteBuffer bytes) throws IOException {
    long position = channel.size();
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  /** Shows every clip in order. */
  void forEach(Visitor visitor) throws IOException {
    int size = header.recordBytes();
    ByteBuffer block = ByteBuffer.allocate(Math.max(1, BLOCK / size) * size);
    for (int next = 0; next < done; ) {
      int end = Math.min(done, next + block.capacity() / size);
      readFully(block.clear().limit((end - next) * size), offset(next));
      block.rewind();
      for (; next < end; next++) {
        int start = block.position();
        visitor.clip(next, result(block));
        block.position(start + size);
      }
    }
  }

  private ClipResult result(ByteBuffer record) {
    boolean readable = record.get() == READABLE;
    long stamp = record.getLong();
    if (!readable) {
      return new ClipResult.Unreadable(stamp);
    }
    float[] probabilities = new float[header.classes()];
    record.asFloatBuffer().get(probabilities);
    return new ClipResult.Scored(probabilities, stamp);
  }

  /** Removes the file: the results are where they belong. */
  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
