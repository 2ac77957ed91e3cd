package io.kwsbench.label;

import io.kwsbench.files.OutputFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** The list of planned pseudo labels: {@code fname,label,confidence}. */
public final class Manifest {
  private Manifest() {}

  /**
   * Writes the plan alone.
   *
   * @throws io.kwsbench.KwsException when the file cannot be written
   */
  public static void write(PseudoPlan plan, Path file) {
    OutputFile.write(
        file,
        stream -> {
          Writer out = SubmissionWriter.open(stream);
          writeHeader(out);
          for (PseudoPlan.Entry clip : plan.clips()) {
            writeRow(out, clip);
          }
          out.flush();
        });
  }

  /** Writes the first line. */
  public static void writeHeader(Writer out) throws IOException {
    out.write("fname,label,confidence\n");
  }

  /** Writes a clip's line. */
  public static void writeRow(Writer out, PseudoPlan.Entry clip) throws IOException {
    out.write(SubmissionWriter.quoted(clip.name()));
    out.write(',');
    out.write(SubmissionWriter.quoted(clip.label()));
    out.write(',' + Float.toString(clip.confidence()) + '\n');
  }
}
