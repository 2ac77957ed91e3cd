package io.kwsbench.label;

import io.kwsbench.checkpoint.AtomicFile;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;

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

  void write(ResultTable table, Path file) {
    AtomicFile.write(
        file,
        channel -> {
          Writer out = SubmissionWriter.open(Channels.newOutputStream(channel));
          table.writeHeader(out, labels);
          journal.forEach(
              (clip, probabilities) -> {
                if (probabilities != null) {
                  table.writeRow(out, labels, names.get(clip), probabilities);
                }
              });
          out.flush();
        });
  }
}
