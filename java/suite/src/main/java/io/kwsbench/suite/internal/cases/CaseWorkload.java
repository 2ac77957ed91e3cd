package io.kwsbench.suite.internal.cases;

import io.kwsbench.audio.ClipFiles;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The clips of a case as feeds of its model. */
public final class CaseWorkload {
  private CaseWorkload() {}

  /**
   * The workload.
   *
   * @param clips turns a clip into feeds
   * @param zeros feeds of a case without clips
   */
  public static Workload of(
      SuiteCase one, Function<Path, Workload.Item> clips, List<TensorValue> zeros) {
    if (one.input().isEmpty()) {
      return Workload.of(List.of(new Workload.Item("zeros", zeros)));
    }
    List<Workload.Item> items = new ArrayList<>();
    ClipFiles.under(one.input().get()).forEach(wav -> items.add(clips.apply(wav)));
    return Workload.of(items);
  }
}
