package io.kwsbench.label;

import io.kwsbench.checkpoint.AtomicFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes a journal's results as the original's submission files ({@code make_submission.py}), clip
 * by clip, each file appearing whole.
 *
 * <p>A clip that could not be read has no row.
 */
final class ResultFiles {
  private final Journal journal;
  private final List<String> names;
  private final LabelSet labels;

  ResultFiles(Journal journal, List<String> names, LabelSet labels) {
    this.journal = journal;
    this.names = names;
    this.labels = labels;
  }

  /** {@code fname,label}, words outside the ten as {@code unknown}. */
  void writeWanted(Path file) {
    writeLabels(file, labels::wanted);
  }

  /** {@code fname,label}, with the model's own labels. */
  void writeAll(Path file) {
    writeLabels(file, labels::submitted);
  }

  private void writeLabels(Path file, IntFunction<String> label) {
    AtomicFile.write(
        file,
        channel -> {
          Writer out = SubmissionWriter.open(Channels.newOutputStream(channel));
          out.write("fname,label\n");
          journal.forEach(
              (clip, probabilities) -> {
                if (probabilities != null) {
                  writeRow(out, clip, label.apply(best(probabilities)));
                  out.write('\n');
                }
              });
          out.flush();
        });
  }

  /**
   * {@code fname,label} and a column of probabilities for every class, as pandas prints float32.
   */
  void writeProbabilities(Path file) {
    AtomicFile.write(
        file,
        channel -> {
          Writer out = SubmissionWriter.open(Channels.newOutputStream(channel));
          writeHeader(out);
          journal.forEach(
              (clip, probabilities) -> {
                if (probabilities != null) {
                  writeRow(out, clip, labels.submitted(best(probabilities)));
                  for (float probability : probabilities) {
                    out.write(',');
                    out.write(PythonNumber.repr(probability));
                  }
                  out.write('\n');
                }
              });
          out.flush();
        });
  }

  private void writeHeader(Writer out) throws IOException {
    out.write("fname,label");
    for (String label : labels.names()) {
      out.write(',');
      out.write(SubmissionWriter.quoted(label));
    }
    out.write('\n');
  }

  private void writeRow(Writer out, int clip, String label) throws IOException {
    out.write(SubmissionWriter.quoted(names.get(clip)));
    out.write(',');
    out.write(SubmissionWriter.quoted(label));
  }

  /** The largest; of equal ones the first. */
  private static int best(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
