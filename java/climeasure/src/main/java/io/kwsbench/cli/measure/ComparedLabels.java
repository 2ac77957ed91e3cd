package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.workload.OwnLabels;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Outputs are compared class by class: models that name their classes must name the same. */
final class ComparedLabels {
  private final CliContext context;

  ComparedLabels(CliContext context) {
    this.context = context;
  }

  /**
   * Requires models of the same words to have the same order, and warns if the words differ.
   *
   * @throws KwsException when two have the same words in another order
   */
  void require(List<SuiteCase> cases) {
    ModelLabels first = null;
    Set<Path> read = new HashSet<>();
    for (SuiteCase one : cases) {
      if (!read.add(one.graph())) {
        continue; // the same model on another engine
      }
      ModelLabels own = OwnLabels.of(one.graph(), one.reading());
      if (own.known() && first == null) {
        first = own;
      } else if (own.known()) {
        require(first, own);
      }
    }
  }

  private void require(ModelLabels first, ModelLabels other) {
    List<String> one = plain(first);
    List<String> two = plain(other);
    if (one.equals(two)) {
      return;
    }
    Set<String> words = new HashSet<>(one);
    if (words.equals(new HashSet<>(two))) {
      throw new KwsException(
          other.source()
              + ": has the classes of "
              + first.source()
              + " in another order, so outputs cannot be compared; --zeros compares only times");
    }
    context.warn(
        other.source()
            + ": has other classes than "
            + first.source()
            + ": outputs are compared by position, not by word");
  }

  private static List<String> plain(ModelLabels labels) {
    return labels.names().stream().map(ModelLabels::plain).toList();
  }
}
