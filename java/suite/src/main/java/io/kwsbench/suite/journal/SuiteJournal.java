package io.kwsbench.suite.journal;

import io.kwsbench.KwsException;
import io.kwsbench.suite.internal.rounds.Round;
import io.kwsbench.suite.internal.rounds.Rounds;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of a suite, one JSON object per line, on disk before the next round begins.
 *
 * <p>The first line says what suite it is; every line has a checksum. What a kill cut short is
 * dropped on opening. Not thread-safe; one process at a time has it open.
 */
public final class SuiteJournal implements AutoCloseable {
  private final JournalFile file;
  private final Rounds rounds = new Rounds();
  private final Map<Owner, MetricValue> figures = new LinkedHashMap<>();
  private Optional<Integer> damagedLine = Optional.empty();
  private double spentSeconds;

  private record Owner(String caseName, MetricKey key) {}

  private SuiteJournal(JournalFile file) {
    this.file = file;
  }

  /**
   * Starts a new journal; one that was there is replaced.
   *
   * @param fingerprint of the suite and everything that its results depend on
   * @throws KwsException when another run is writing there, or the file is there and no journal
   */
  public static SuiteJournal create(Path path, String fingerprint) {
    JournalFile file = JournalFile.open(path);
    try {
      file.begin(fingerprint);
      return new SuiteJournal(file);
    } catch (KwsException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Goes on with a journal, or starts one when there is none.
   *
   * @throws KwsException when another run is writing there, when it belongs to another suite or is
   *     no journal
   */
  public static SuiteJournal resume(Path path, String fingerprint) {
    JournalFile file = JournalFile.open(path);
    try {
      SuiteJournal journal = new SuiteJournal(file);
      Optional<JournalFile.Contents> contents = file.read(fingerprint);
      if (contents.isEmpty()) {
        file.begin(fingerprint);
      } else {
        contents.get().lines().forEach(journal::take);
        journal.damagedLine = contents.get().damagedLine();
      }
      return journal;
    } catch (KwsException e) {
      file.close();
      throw e;
    }
  }

  private void take(JournalLine line) {
    if (line instanceof JournalLine.OfRound one) {
      rounds.add(one.round());
      spentSeconds = one.spentSeconds();
    } else if (line instanceof JournalLine.OfFigure one) {
      remember(one.figure());
    }
  }

  private void remember(MetricValue figure) {
    figures.put(new Owner(figure.caseName(), figure.key()), figure);
  }

  /** The first line that was damaged; it and what followed it will be measured again. */
  public Optional<Integer> damagedLine() {
    return damagedLine;
  }

  /** The figure that was measured already. */
  public Optional<MetricValue> figure(String caseName, MetricKey key) {
    return Optional.ofNullable(figures.get(new Owner(caseName, key)));
  }

  public List<MetricValue> figures() {
    return List.copyOf(figures.values());
  }

  public Path path() {
    return file.path();
  }

  /** The rounds that are safe on disk. */
  public Rounds rounds() {
    return rounds;
  }

  /** Time that the rounds took, over all processes that wrote here. */
  public double spentSeconds() {
    return spentSeconds;
  }

  public void add(MetricValue figure) {
    file.append(new JournalLine.OfFigure(figure));
    remember(figure);
  }

  public void add(Round round, double spent) {
    file.append(new JournalLine.OfRound(round, spent));
    rounds.add(round);
    spentSeconds = spent;
  }

  /** Removes a journal that nothing is left to go on with. */
  public static void remove(Path path) {
    // whoever has it open goes on
    JournalFile.open(path).close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new KwsException(path + ": cannot be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
