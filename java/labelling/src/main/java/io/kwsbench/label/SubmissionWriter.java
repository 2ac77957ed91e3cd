package io.kwsbench.label;

import io.kwsbench.files.OutputFile;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Writes submissions and lists of undecided clips, as pandas writes a DataFrame: a header, no
 * index, lines that end in a line feed, quotes only where they are needed.
 */
public final class SubmissionWriter {
  private SubmissionWriter() {}

  /**
   * Writes {@code fname,label}.
   *
   * @throws io.kwsbench.KwsException when the file cannot be written
   */
  public static void write(Path file, Submission submission) {
    OutputFile.write(
        file,
        stream -> {
          Writer out = open(stream);
          out.write("fname,label\n");
          for (int i = 0; i < submission.size(); i++) {
            out.write(quoted(submission.names().get(i)));
            out.write(',');
            out.write(quoted(submission.labels().get(i)));
            out.write('\n');
          }
          out.flush();
        });
  }

  /**
   * Writes the clips without a majority: {@code fname,votes}, votes as {@code left:2 right:1}.
   *
   * @throws io.kwsbench.KwsException when the file cannot be written
   */
  public static void writeUndecided(Path file, Vote vote) {
    OutputFile.write(
        file,
        stream -> {
          Writer out = open(stream);
          out.write("fname,votes\n");
          for (Vote.Undecided clip : vote.undecided()) {
            out.write(quoted(clip.name()) + "," + quoted(votes(clip)) + "\n");
          }
          out.flush();
        });
  }

  private static String votes(Vote.Undecided clip) {
    return clip.votes().entrySet().stream()
        .map(v -> v.getKey() + ":" + v.getValue())
        .collect(Collectors.joining(" "));
  }

  static Writer open(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  /** A cell, in quotes when it holds a comma, a quote or a line break. */
  static String quoted(String cell) {
    return isPlain(cell) ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return false;
      }
    }
    return true;
  }
}
