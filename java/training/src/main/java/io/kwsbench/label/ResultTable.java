package io.kwsbench.label;

import java.io.IOException;
import java.io.Writer;

/**
 * The files that the original's {@code make_submission.py} writes: which they are, and their lines.
 */
public enum ResultTable {
  /** {@code fname,label}, words outside the ten as {@code unknown}. */
  WANTED("") {
    @Override
    String label(LabelSet labels, int best) {
      return labels.wanted(best);
    }
  },
  /** {@code fname,label}, with the model's own labels. */
  ALL_LABELS("_all_labels"),
  /** {@code fname,label} and a column a class, as pandas prints float32. */
  PROBABILITIES("_all_labels_probs") {
    @Override
    void writeColumns(Writer out, LabelSet labels) throws IOException {
      for (String label : labels.names()) {
        out.write(',');
        out.write(SubmissionWriter.quoted(label));
      }
    }

    @Override
    void writeValues(Writer out, float[] probabilities) throws IOException {
      for (float probability : probabilities) {
        out.write(',');
        out.write(PythonNumber.repr(probability));
      }
    }
  };

  private final String suffix;

  ResultTable(String suffix) {
    this.suffix = suffix;
  }

  /** This table's file: {@code sub_all_labels.csv} for {@code sub.csv}. */
  public String fileName(String wanted) {
    String stem = wanted.endsWith(".csv") ? wanted.substring(0, wanted.length() - 4) : wanted;
    return suffix.isEmpty() ? wanted : stem + suffix + ".csv";
  }

  String label(LabelSet labels, int best) {
    return labels.submitted(best);
  }

  void writeColumns(Writer out, LabelSet labels) throws IOException {}

  void writeValues(Writer out, float[] probabilities) throws IOException {}

  /** Writes the first line. */
  public void writeHeader(Writer out, LabelSet labels) throws IOException {
    out.write("fname,label");
    writeColumns(out, labels);
    out.write('\n');
  }

  /** Writes a clip's line. */
  public void writeRow(Writer out, LabelSet labels, String name, float[] probabilities)
      throws IOException {
    out.write(SubmissionWriter.quoted(name));
    out.write(',');
    out.write(SubmissionWriter.quoted(label(labels, LabelSet.best(probabilities))));
    writeValues(out, probabilities);
    out.write('\n');
  }
}
