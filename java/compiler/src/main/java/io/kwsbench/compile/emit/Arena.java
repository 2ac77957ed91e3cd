package io.kwsbench.compile.emit;

import io.kwsbench.compile.emit.MemoryPlanner.Lifetime;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The offsets of a program's tensors in the arena. */
final class Arena {
  private final Storage storage;
  private final Map<Tensor, Long> offsets = new LinkedHashMap<>();
  private final long bytes;

  Arena(Program program, Storage storage) {
    this.storage = storage;
    Map<Tensor, Lifetime> lifetimes = lifetimes(program);
    List<Lifetime> buffers = new ArrayList<>(lifetimes.values());
    long[] places = MemoryPlanner.offsets(buffers, KwsNative.KWS_ALIGNMENT);
    int i = 0;
    for (Tensor root : lifetimes.keySet()) {
      offsets.put(root, places[i++]);
    }
    bytes = MemoryPlanner.size(buffers, places);
  }

  private Map<Tensor, Lifetime> lifetimes(Program program) {
    Map<Tensor, Lifetime> lifetimes = new LinkedHashMap<>();
    List<Op> ops = program.flattened();
    int end = ops.size();
    // feeds keep their values from run to run
    program.feeds().values().forEach(feed -> extend(lifetimes, feed, -1, end));
    for (int i = 0; i < ops.size(); i++) {
      Op op = ops.get(i);
      // what a loop reads or writes it needs in its last iteration too
      int last = op.kind() instanceof OpKind.Loop loop ? i + loop.body().size() : i;
      for (Tensor input : op.inputs()) {
        extend(lifetimes, input, i, last);
      }
      for (Tensor output : op.outputs()) {
        extend(lifetimes, output, i, last);
      }
    }
    program.fetches().values().forEach(fetch -> extend(lifetimes, fetch, end, end));
    return lifetimes;
  }

  private void extend(Map<Tensor, Lifetime> lifetimes, Tensor tensor, int first, int last) {
    Tensor root = storage.place(tensor).root();
    if (!root.isConstant() && root.isPresent()) {
      Lifetime here = new Lifetime(Storage.bytes(root), first, last);
      lifetimes.merge(
          root,
          here,
          (a, b) ->
              new Lifetime(
                  a.bytes(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
    }
  }

  long bytes() {
    return bytes;
  }

  /** The position of a tensor whose root is not constant. */
  long offset(Tensor tensor) {
    Storage.Place place = storage.place(tensor);
    return offsets.get(place.root()) + place.offset();
  }
}
