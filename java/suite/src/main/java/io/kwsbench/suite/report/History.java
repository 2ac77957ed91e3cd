package io.kwsbench.suite.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.suite.internal.lines.CheckedLine;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file with one JSON object per run, each with its checksum. Runs of several processes may be
 * added at the same time; what a kill has torn spoils no other run.
 */
public final class History {
  private static final List<GateStatus> WORST_FIRST =
      List.of(
          GateStatus.REGRESSION,
          GateStatus.FAIL,
          GateStatus.UNDECIDED,
          GateStatus.NOT_MEASURED,
          GateStatus.NOT_OFFERED,
          GateStatus.NO_BASELINE,
          GateStatus.PASS);
  private static final Object ONE_AT_A_TIME = new Object();
  private static final int MAX_NAMED = 10;
  private final Path file;

  public History(Path file) {
    this.file = file;
  }

  /**
   * The runs of a history.
   *
   * @param runs oldest first, at least one
   * @param warning what else is in the file, by line; empty when nothing is
   */
  public record Contents(List<HistoryLine> runs, Optional<String> warning) {}

  /**
   * Refuses a file that runs cannot be added to, before anything is measured.
   *
   * @throws KwsException when it is there and no history, or cannot be written
   */
  public void requireAppendable() {
    if (Files.exists(file)) {
      try (FileChannel channel = open(StandardOpenOption.WRITE)) {
        requireHistory(channel);
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  /** Adds a run at the end, on a line of its own. */
  public void append(SuiteResult result, String version) {
    Map<String, HistoryLine.Point> cases = new LinkedHashMap<>();
    for (CaseResult one : result.cases()) {
      cases.put(
          one.name(),
          new HistoryLine.Point(
              one.nanos().median(),
              one.nanos().p99(),
              one.measures().figures(),
              worst(one.gates())));
    }
    HistoryLine line =
        new HistoryLine(
            HistoryLine.SCHEMA,
            result.suite(),
            result.environment().date(),
            version,
            result.environment().cpu().model(),
            cases);
    ObjectNode json = HistoryReader.MAPPER.valueToTree(line);
    // a lock keeps other processes out, but not another thread of this one
    synchronized (ONE_AT_A_TIME) {
      append(CheckedLine.of(json) + "\n");
    }
  }

  private void append(String line) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel = open(StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // until it is closed
        requireHistory(channel);
        long end = channel.size();
        String added = (isTorn(channel, end) ? "\n" : "") + line;
        ByteBuffer buffer = ByteBuffer.wrap(added.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
          channel.write(buffer, end + buffer.position());
        }
        channel.force(false);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private FileChannel open(StandardOpenOption... options) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new KwsException(
          file + (Files.isDirectory(file) ? ": a folder, not a file" : ": not a file"));
    }
    return FileChannel.open(file, EnumSet.of(StandardOpenOption.READ, options));
  }

  private KwsException unwritable(IOException e) {
    return new KwsException(file + ": cannot be written: " + e.getMessage(), e);
  }

  private static boolean isTorn(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
  }

  /** The file's text from its first byte on; what is no UTF-8 is replaced. */
  private static Reader text(FileChannel channel) throws IOException {
    return new InputStreamReader(
        Channels.newInputStream(channel.position(0)), StandardCharsets.UTF_8);
  }

  private void requireHistory(FileChannel channel) throws IOException {
    if (!HistoryReader.isBeginning(text(channel))
        && HistoryReader.read(text(channel)).runs().isEmpty()) {
      throw new KwsException(
          file + ": is no history of a suite, and nothing will be added to it; name another file");
    }
  }

  private static String worst(List<GateResult> gates) {
    return gates.stream()
        .map(GateResult::status)
        .min(Comparator.comparingInt(WORST_FIRST::indexOf))
        .map(GateStatus::name)
        .orElse("");
  }

  /**
   * All runs that can be read, oldest first.
   *
   * @throws KwsException when there is none
   */
  public Contents read() {
    try (FileChannel channel = open()) {
      HistoryReader.Contents contents = HistoryReader.read(text(channel));
      if (contents.runs().isEmpty()) {
        boolean blank = contents.badLines().isEmpty();
        throw new KwsException(file + (blank ? ": no run in it" : ": not a history: no run in it"));
      }
      return new Contents(contents.runs(), warning(contents));
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  private Optional<String> warning(HistoryReader.Contents contents) {
    List<Integer> bad = contents.badLines();
    if (bad.isEmpty()) {
      return Optional.empty();
    }
    String numbers =
        bad.stream().limit(MAX_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    String lines = bad.size() == 1 ? ":" + numbers + ": damaged, or" : ": lines " + numbers;
    String more = bad.size() > MAX_NAMED ? " and " + (bad.size() - MAX_NAMED) + " more" : "";
    return Optional.of(
        file
            + lines
            + more
            + (bad.size() == 1 ? " not a run" : " are damaged, or not runs")
            + " of versions 1 to "
            + HistoryLine.SCHEMA
            + "; "
            + (contents.runs().size() == 1
                ? "the other run is shown"
                : "the other " + contents.runs().size() + " runs are shown"));
  }
}
