package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The results of finished clips, in clip order, appended as they come, so that a process that is
 * killed loses no more than the clips under way.
 *
 * <p>A {@link JournalHeader}, then a record a clip, all of one size: a byte that is 1 when the clip
 * could be read, its probabilities (float32, zeros when it could not), and the CRC-32 of both.
 * Whatever follows the last sound record is cut off when the journal is opened again. One process
 * at a time may have a journal open. For one thread.
 */
final class Journal implements AutoCloseable {
  private static final int BLOCK = 1 << 16;
  private static final byte READABLE = 1;
  private static final byte UNREADABLE = 0;

  private final Path file;
  private final FileChannel channel;
  private final JournalHeader header;
  private int done;

  private Journal(Path file, FileChannel channel, JournalHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /** Takes one record after another. */
  interface Visitor {
    /**
     * One clip.
     *
     * @param probabilities null when the clip could not be read
     */
    void clip(int index, float[] probabilities) throws IOException;
  }

  /**
   * Opens a journal: a new one, or with {@code resume} the one that a run with the same header
   * left.
   *
   * @throws KwsException when another process has it open; when it holds an unfinished run and
   *     {@code resume} was not asked for; when it belongs to another run; when it is no journal
   */
  static Journal open(Path file, JournalHeader header, boolean resume) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock(file, channel);
      Journal journal = new Journal(file, channel, header);
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
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // another thread of this process: the same to the user
    }
    throw new KwsException(file + ": another run is writing this journal");
  }

  private void start(boolean resume) throws IOException {
    long size = channel.size();
    // a header that was cut short means that no clip was finished
    JournalHeader found = size < JournalHeader.BYTES ? null : JournalHeader.parse(firstBytes());
    if (found == null && size >= JournalHeader.BYTES) {
      throw new KwsException(file + ": is no journal, and will not be overwritten");
    }
    if (found != null && resume) {
      requireSame(found);
      done = countSound();
      channel.truncate(offset(done));
      return;
    }
    if (found != null) {
      requireFinished(found, size);
    }
    channel.truncate(0);
    write(header.toBytes());
  }

  private byte[] firstBytes() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(JournalHeader.BYTES);
    readFully(bytes, 0);
    return bytes.array();
  }

  private void requireSame(JournalHeader found) {
    if (!found.equals(header)) {
      throw new KwsException(
          file
              + ": is of another model, engine, set of folds or list of clips; give what it was"
              + " started with, or delete it");
    }
  }

  private void requireFinished(JournalHeader found, long size) {
    long finished = (size - JournalHeader.BYTES) / found.recordBytes();
    if (finished > 0 && finished < found.clips()) {
      throw new KwsException(
          String.format(
              "%s: holds %d of %d clips of a run that did not end; give --resume to go on, or"
                  + " delete it",
              file, finished, found.clips()));
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

  /** How many clips are in it. */
  int done() {
    return done;
  }

  JournalHeader header() {
    return header;
  }

  /**
   * Appends the next clips; once this returns, a kill of the process does not lose them.
   *
   * @param clips probabilities, or null for a clip that could not be read
   */
  void append(float[][] clips) {
    ByteBuffer records = ByteBuffer.allocate(clips.length * header.recordBytes());
    for (float[] clip : clips) {
      int start = records.position();
      records.put(clip == null ? UNREADABLE : READABLE);
      records.asFloatBuffer().put(clip == null ? new float[header.classes()] : clip);
      int length = header.recordBytes() - Integer.BYTES;
      records.position(start + length);
      records.putInt(JournalHeader.crc(records.array(), start, length));
    }
    try {
      write(records.flip());
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be written: " + e.getMessage(), e);
    }
    done += clips.length;
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
        boolean readable = block.get() == READABLE;
        float[] probabilities = new float[header.classes()];
        block.asFloatBuffer().get(probabilities);
        block.position(start + size);
        visitor.clip(next, readable ? probabilities : null);
      }
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
