package io.kwsbench.report.render;

import io.kwsbench.Printable;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** For a pull request: the digest, as the Markdown that GitHub knows. */
final class MarkdownRenderer implements Section.Visitor {
  private final List<String> blocks = new ArrayList<>();

  static String of(Report report) {
    MarkdownRenderer markdown = new MarkdownRenderer();
    report.digest().forEach(section -> section.accept(markdown));
    return String.join("\n", markdown.blocks);
  }

  @Override
  public void title(Section.Title title) {
    blocks.add("### " + cell(title.text()) + "\n");
  }

  @Override
  public void answer(Section.Answer answer) {
    answer.paragraphs().forEach(sentence -> blocks.add(cell(sentence) + "\n"));
  }

  @Override
  public void prose(Section.Prose prose) {
    blocks.add(prose.lines().stream().map(line -> cell(line) + "\n").collect(Collectors.joining()));
  }

  @Override
  public void table(Section.Table table) {
    StringBuilder out = new StringBuilder(row(table.heads()));
    table.columns().forEach(column -> out.append(column.right() ? "|---:" : "|---"));
    out.append("|\n");
    table.rows().forEach(row -> out.append(row(row)));
    blocks.add(out.toString());
  }

  private static String row(List<?> cells) {
    return cells.stream()
        .map(cell -> cell instanceof GateStatus status ? status(status) : cell(cell.toString()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  @Override
  public void warnings(Section.Warnings warnings) {
    for (MeasurementWarning doubt : warnings.doubts()) {
      blocks.add("> " + warnings.mark() + cell(doubt.line()) + "\n");
    }
  }

  /** All but a pass in bold: a reader looks for those. */
  private static String status(GateStatus status) {
    return status == GateStatus.PASS ? "pass" : "**" + status.words() + "**";
  }

  /** Text that cannot break out of a table's cell or become markup. */
  private static String cell(String text) {
    return Printable.of(text.replaceAll("\\s+", " "))
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("`", "\\`");
  }
}
