package io.kwsbench.workload;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorValue;
import java.util.List;

/**
 * One or several items to run a graph on, in turn. Immutable and thread-safe.
 *
 * <p>With a single item only the first feed copies anything, so that a timing loop over it
 * allocates nothing.
 */
public final class Workload {
  private final List<Item> items;

  /**
   * One input of the graph.
   *
   * @param name what reports call it, such as the clip's path
   * @param feeds a value for every feed of the session, in its order
   */
  public record Item(String name, List<TensorValue> feeds) {
    public Item {
      feeds = List.copyOf(feeds);
    }
  }

  private Workload(List<Item> items) {
    this.items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a workload needs an item");
    }
  }

  public static Workload of(List<Item> items) {
    return new Workload(items);
  }

  public List<Item> items() {
    return items;
  }

  /** Feeds the item of run number {@code run} (from 0), unless it is what the session holds. */
  public void feed(EngineSession session, int run) {
    int count = items.size();
    if (count > 1 || run == 0) {
      List<TensorValue> feeds = items.get(run % count).feeds();
      for (int i = 0; i < feeds.size(); i++) {
        session.feed(i, feeds.get(i));
      }
    }
  }
}
