package io.kwsbench.report;

import io.kwsbench.engine.RunTrace;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.stats.OpTable;
import java.util.ArrayList;
import java.util.List;

/** A part of a report, by what it is and not by how it looks: each format visits what it shows. */
public sealed interface Section {
  /** A blank line, for formats whose lines are read from top to bottom. */
  Section GAP = new Prose(List.of(""));

  /** The same section; a title without rules beside it. */
  default Section withoutRules() {
    return this;
  }

  /** Calls the visitor's method for this kind of section. */
  void accept(Visitor visitor);

  /**
   * The subject of the following sections.
   *
   * @param ruled whether text draws rules beside it, as benchmark_model does
   */
  record Title(String text, boolean ruled) implements Section {
    /** A title between rules. */
    public Title(String text) {
      this(text, true);
    }

    @Override
    public Section withoutRules() {
      return new Title(text, false);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.title(this);
    }
  }

  /**
   * The lines that answer what the measurement was made for. They stand first and last.
   *
   * @param lines sentences of at most 100 columns per line
   */
  record Answer(List<String> lines) implements Section {
    public Answer {
      lines = List.copyOf(lines);
    }

    /** The lines up to the end of a sentence as one, for formats that wrap by themselves. */
    public List<String> paragraphs() {
      List<String> paragraphs = new ArrayList<>();
      StringBuilder paragraph = new StringBuilder();
      for (String line : lines) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
        if (line.endsWith(".")) {
          paragraphs.add(paragraph.toString());
          paragraph.setLength(0);
        }
      }
      if (!paragraph.isEmpty()) {
        paragraphs.add(paragraph.toString());
      }
      return paragraphs;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.answer(this);
    }
  }

  /** Lines that need no columns. */
  record Prose(List<String> lines) implements Section {
    public Prose {
      lines = List.copyOf(lines);
    }

    /** One line. */
    public static Prose of(String line) {
      return new Prose(List.of(line));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.prose(this);
    }
  }

  /**
   * Single values, each with its name.
   *
   * @param width of the column of names, where there is one
   */
  record Facts(int width, List<Fact> facts) implements Section {
    public Facts {
      facts = List.copyOf(facts);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.facts(this);
    }
  }

  /** A value with its name. */
  record Fact(String name, String value) {}

  /**
   * Rows of as many cells as there are columns.
   *
   * @param style how text sets its columns
   */
  record Table(TableStyle style, List<Column> columns, List<List<Object>> rows) implements Section {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** A table that has no style of its own, such as that of CSV. */
    public static Table of(List<String> heads, List<List<Object>> rows) {
      return new Table(TableStyle.FITTED, heads.stream().map(Column::left).toList(), rows);
    }

    /** The columns' heads. */
    public List<String> heads() {
      return columns.stream().map(Column::head).toList();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.table(this);
    }
  }

  /** The columns of a table in text. */
  enum TableStyle {
    /** A tab before every cell, and the columns' own widths: scripts parse it. */
    TABBED,
    /** Columns as wide as their widest cell. */
    FITTED
  }

  /**
   * A column.
   *
   * @param width at least; 0 leaves it to the cells
   * @param right whether its cells end below each other, as numbers do
   */
  record Column(String head, int width, boolean right) {
    /** A column of words. */
    public static Column left(String head) {
      return new Column(head, 0, false);
    }

    /** A column of numbers. */
    public static Column right(String head) {
      return new Column(head, 0, true);
    }

    /** A column of numbers with a width of its own. */
    public static Column wide(int width, String head) {
      return new Column(head, width, true);
    }
  }

  /**
   * The results of one subject's gates.
   *
   * @param subject a case, a result or a model
   * @param seconds that one run of it took
   */
  record Verdicts(String subject, double seconds, List<GateVerdict> verdicts) implements Section {
    public Verdicts {
      verdicts = List.copyOf(verdicts);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.verdicts(this);
    }
  }

  /** The likeliest classes of clips. */
  record Heard(List<ClipPrediction> clips) implements Section {
    public Heard {
      clips = List.copyOf(clips);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.heard(this);
    }
  }

  /**
   * The warnings about doubtful times.
   *
   * @param mark what draws the eye to each
   */
  record Warnings(String mark, List<MeasurementWarning> doubts) implements Section {
    public Warnings {
      doubts = List.copyOf(doubts);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.warnings(this);
    }
  }

  /**
   * Traced runs of one subject, for timelines.
   *
   * @param name of the subject
   * @param place of the subject's ops in the data, as a JSON pointer
   * @param traces the newest runs
   */
  record Profile(String name, String place, OpTable ops, List<RunTrace> traces) implements Section {
    public Profile {
      traces = List.copyOf(traces);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.profile(this);
    }
  }

  /** A format's rendering of each kind of section; empty for sections that it does not show. */
  interface Visitor {
    default void title(Title title) {}

    default void answer(Answer answer) {}

    default void prose(Prose prose) {}

    default void facts(Facts facts) {}

    default void table(Table table) {}

    default void verdicts(Verdicts verdicts) {}

    default void heard(Heard heard) {}

    default void warnings(Warnings warnings) {}

    default void profile(Profile profile) {}
  }
}
