package io.kwsbench.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files that the original's {@code make_submission.py} writes: which they are, and their lines.
 */
public enum ResultTable {
  /** {@code fname,label}; of the challenge, words outside the ten as {@code unknown}. */
  WANTED("") {
    @Override
    String label(LabelSet labels, int best) {
      return labels.wanted(best);
    }
  },
  /** {@code fname,label}, with the model's own labels. */
  ALL_LABELS("_all_labels"),
  /** {@code fname,label} and a column per class, as pandas prints float32. */
  PROBABILITIES("_all_labels_probs") {
    @Override
    void appendColumns(StringBuilder line, LabelSet labels) {
      for (String label : labels.names()) {
        line.append(',').append(SubmissionWriter.quoted(label));
      }
    }

    @Override
    void appendValues(StringBuilder line, float[] probabilities) {
      for (float probability : probabilities) {
        PythonNumber.append(line.append(','), probability);
      }
    }
  };

  /** The first line of these files. */
  public static final String HEADER = "fname,label";

  private final String suffix;

  ResultTable(String suffix) {
    this.suffix = suffix;
  }

  /** This table's file: {@code sub_all_labels.csv} for {@code sub.csv}. */
  public String fileName(String wanted) {
    String stem = wanted.endsWith(".csv") ? wanted.substring(0, wanted.length() - 4) : wanted;
    return suffix.isEmpty() ? wanted : stem + suffix + ".csv";
  }

  /** Returns whether a file looks as if it were one of these tables. */
  static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    byte[] wanted = HEADER.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(wanted.length), wanted);
    } catch (IOException e) {
      return false;
    }
  }

  String label(LabelSet labels, int best) {
    return labels.submitted(best);
  }

  void appendColumns(StringBuilder line, LabelSet labels) {}

  void appendValues(StringBuilder line, float[] probabilities) {}

  /** Appends the first line. */
  void appendHeader(StringBuilder line, LabelSet labels) {
    appendColumns(line.append(HEADER), labels);
    line.append('\n');
  }

  /** Appends a clip's line. */
  void appendRow(StringBuilder line, LabelSet labels, String name, float[] probabilities) {
    String label = label(labels, LabelSet.best(probabilities));
    line.append(SubmissionWriter.quoted(name)).append(',').append(SubmissionWriter.quoted(label));
    appendValues(line, probabilities);
    line.append('\n');
  }

  /** Writes the first line. */
  public void writeHeader(Writer out, LabelSet labels) throws IOException {
    StringBuilder line = new StringBuilder();
    appendHeader(line, labels);
    out.append(line);
  }

  /** Writes a clip's line. */
  public void writeRow(Writer out, LabelSet labels, String name, float[] probabilities)
      throws IOException {
    StringBuilder line = new StringBuilder();
    appendRow(line, labels, name, probabilities);
    out.append(line);
  }
}
