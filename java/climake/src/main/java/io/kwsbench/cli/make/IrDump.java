package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.cli.options.PassNames;
import io.kwsbench.compile.pass.PassListener;
import io.kwsbench.program.Program;
import io.kwsbench.program.ProgramText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the compiler's program after the requested passes. */
final class IrDump implements PassListener {
  private final PassNames wanted;
  private final StringBuilder out = new StringBuilder();
  private final List<String> idle;
  private String before = "";

  IrDump(PassNames wanted) {
    this.wanted = wanted;
    this.idle = new ArrayList<>(wanted.names());
    idle.remove(PassNames.ALL);
  }

  @Override
  public void after(Map<String, Integer> rewrites, Program program) {
    idle.removeAll(rewrites.keySet());
    if (!wanted.isAll() && rewrites.keySet().stream().noneMatch(wanted.names()::contains)) {
      return;
    }
    String text = ProgramText.of(program);
    if (!text.equals(before)) {
      out.append("*** ").append(title(rewrites)).append(": ");
      out.append(program.ops().size()).append(" operations ***\n").append(text).append('\n');
      before = text;
    }
  }

  @Override
  public void untouched(List<String> nodes) {
    if (wanted.isAll()) {
      out.append("*** passes on the graph leave ").append(nodes.size());
      out.append(nodes.size() == 1 ? " node" : " nodes");
      out.append(" alone: loops, branches, and what depends on them ***\n");
      out.append(Printable.of(String.join(" ", nodes))).append("\n\n");
    }
  }

  private static String title(Map<String, Integer> rewrites) {
    return rewrites.isEmpty()
        ? "before any pass"
        : rewrites.entrySet().stream()
            .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " x" + e.getValue()))
            .collect(Collectors.joining(", ", "after ", ""));
  }

  /** The dump, and the requested passes that changed nothing. */
  String text() {
    idle.forEach(name -> out.append("*** ").append(name).append(" changed nothing ***\n"));
    return out.toString();
  }
}
