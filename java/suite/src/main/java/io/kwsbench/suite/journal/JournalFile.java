package io.kwsbench.suite.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.suite.internal.lines.CheckedLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of a suite's journal: locked while it is open, a checked line of JSON after another.
 *
 * <p>The first line says that it is a journal, and of what. A file that is none is never written
 * to. Not thread-safe.
 */
final class JournalFile implements AutoCloseable {
  private static final String MARK = "kwsbench_suite_journal";
  private static final int VERSION = 2;
  private static final int MAX_BYTES = 1 << 30;
  private static final String BEGINNING = "{\"" + MARK + "\":";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final Path path;
  private final FileChannel channel;

  private JournalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the file for this process alone; it is made when missing.
   *
   * @throws KwsException when it cannot be opened, another run has it open, or it is no journal
   */
  static JournalFile open(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new KwsException(path + ": not a file; a journal needs one of its own");
    }
    FileChannel channel = null;
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        throw new KwsException(path + ": another run is writing this journal");
      }
      JournalFile file = new JournalFile(path, channel);
      file.requireJournal();
      return file;
    } catch (IOException e) {
      close(channel, e);
      throw new KwsException(path + ": cannot be written: " + e.getMessage(), e);
    } catch (KwsException e) {
      close(channel, e);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a run of this process: the same to the user
    }
  }

  private static void close(FileChannel channel, Exception reason) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** A header that a kill cut short is a journal's as well. */
  private void requireJournal() throws IOException {
    ByteBuffer start = ByteBuffer.allocate(BEGINNING.length());
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // on
    }
    String begins = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
    if (!BEGINNING.startsWith(begins)) {
      throw new KwsException(
          path + ": is no journal of a suite, and will not be overwritten; name another file");
    }
  }

  /** Empties the file and writes its first line. */
  void begin(String fingerprint) {
    try {
      channel.truncate(0);
      ObjectNode header = MAPPER.createObjectNode();
      append(header.put(MARK, VERSION).put("suite", fingerprint));
    } catch (IOException e) {
      throw new KwsException(path + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * The lines after the first. What follows the last sound one is cut off: a kill or a full disk
   * may have left it.
   *
   * @return empty when not even the first line is whole
   * @throws KwsException when the journal is of another version, or does not belong to what the
   *     fingerprint stands for
   */
  Optional<Contents> read(String fingerprint) {
    try {
      byte[] bytes = InputFile.bytes(path, MAX_BYTES, "a journal");
      List<JournalLine> lines = new ArrayList<>();
      int sound = 0;
      int number = 0;
      boolean headed = false;
      for (int end = next(bytes, 0); end >= 0; end = next(bytes, sound)) {
        String text = new String(bytes, sound, end - sound, StandardCharsets.UTF_8);
        number++;
        if (!headed) {
          requireSame(text, fingerprint);
          headed = true;
        } else {
          Optional<JournalLine> line = parse(text);
          if (line.isEmpty()) {
            break;
          }
          lines.add(line.get());
        }
        sound = end + 1;
      }
      boolean damaged = next(bytes, sound) >= 0;
      channel.truncate(sound).position(sound);
      return headed
          ? Optional.of(new Contents(lines, damaged ? Optional.of(number) : Optional.empty()))
          : Optional.empty();
    } catch (IOException e) {
      throw KwsException.unreadable(path, e);
    }
  }

  /**
   * The content of a journal.
   *
   * @param damagedLine the number of the first whole line that is not as it was written, from which
   *     on nothing was taken
   */
  record Contents(List<JournalLine> lines, Optional<Integer> damagedLine) {}

  private static int next(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static Optional<JournalLine> parse(String text) {
    if (CheckedLine.check(text) != CheckedLine.Seal.SOUND) {
      return Optional.empty();
    }
    try {
      return JournalLine.parse(MAPPER.readTree(text));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void requireSame(String text, String fingerprint) {
    JsonNode header;
    try {
      header = MAPPER.readTree(text);
    } catch (IOException e) {
      throw new KwsException(path + ":1: not a line of a suite's journal", e);
    }
    int version = header.path(MARK).asInt();
    if (version != VERSION) {
      throw new KwsException(new JournalReason.OtherVersion(path.toString(), version, VERSION));
    }
    if (CheckedLine.check(text) != CheckedLine.Seal.SOUND) {
      throw new KwsException(new JournalReason.DamagedHead(path.toString()));
    }
    if (!header.path("suite").asText().equals(fingerprint)) {
      throw new KwsException(new JournalReason.OtherSuite(path.toString()));
    }
  }

  void append(JournalLine line) {
    append(JournalLine.json(line, MAPPER));
  }

  private void append(ObjectNode line) {
    try {
      byte[] bytes = (CheckedLine.of(line) + "\n").getBytes(StandardCharsets.UTF_8);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new KwsException(path + ": cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new KwsException(path + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
