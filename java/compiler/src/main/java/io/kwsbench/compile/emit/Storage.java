package io.kwsbench.compile.emit;

import io.kwsbench.compile.emit.RowAccess.Rows;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.DType;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors that share memory: a reshape is its input, a view a part of its input, and the parts
 * of a join are made in their place. A slice of channels, and a part of a join along channels, is
 * rows that lie further apart than they are wide; it is a tensor's place only where those who write
 * and read it can step over what is between.
 */
final class Storage {
  /** Room for the bytes of a WAV file: one second of 24-bit stereo at 96 kHz and headers. */
  static final long STRING_BYTES = Long.BYTES + (1 << 20);

  /**
   * The position of a tensor.
   *
   * @param root the tensor whose memory it is in
   * @param offset bytes into it
   * @param width elements of a row, if its rows lie apart, else 0
   * @param stride elements from one row to the next, if its rows lie apart, else 0
   * @param loopStride bytes that it lies further in every iteration of its loop
   */
  record Place(Tensor root, long offset, int width, int stride, long loopStride) {
    static Place dense(Tensor root, long offset) {
      return new Place(root, offset, 0, 0, 0);
    }

    static Place rows(Tensor root, long offset, int width, int stride) {
      return new Place(root, offset, width, stride, 0);
    }

    boolean isDense() {
      return stride == 0;
    }
  }

  /** Times that joins are laid out anew; after that all parts are copied. */
  private static final int MAX_LAYOUTS = 8;

  private final Map<Tensor, Place> inside = new HashMap<>();
  private final Set<Tensor> made = new HashSet<>();
  private final Set<Op> free = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Op> ops;
  private final Uses uses;
  private final Set<Tensor> fetched;

  /** Tensors of loops' bodies that are parts of others. */
  private final Set<Tensor> sliced = new HashSet<>();

  /** The roots of outputs; their memory is aligned. */
  private final Set<Tensor> fetchedRoots = new HashSet<>();

  /** Parts that are made in the place of a join. */
  private final Set<Tensor> moved = new HashSet<>();

  private Storage(Program program) {
    ops = program.flattened();
    uses = new Uses(program.withOps(ops));
    fetched = new HashSet<>(program.fetches().values());
    for (Op op : ops) {
      if (op.kind() instanceof OpKind.Loop loop) {
        loop.slices().forEach(slice -> sliced.add(slice.inner()));
      }
    }
    for (Op op : ops) {
      boolean alias = alias(op);
      if (!alias) {
        made.addAll(op.outputs());
      }
    }
    for (Op op : ops) {
      if (op.kind() instanceof OpKind.Loop loop) {
        loop.slices().forEach(this::place);
      }
    }
    fetched.forEach(fetch -> fetchedRoots.add(place(fetch).root()));
  }

  /**
   * The memory of a program's tensors. A part that lies in a join may be read by what makes another
   * part of it, in rows between which the other's lie; no step can do that but those that write in
   * rows too. Such a part stays where it is.
   */
  static Storage of(Program program) {
    Set<Tensor> apart = new HashSet<>();
    for (int layouts = 0; layouts < MAX_LAYOUTS; layouts++) {
      Storage storage = new Storage(program);
      storage.placeJoins(apart);
      Set<Tensor> clashing = new Overlaps(storage).clashing();
      if (clashing.isEmpty()) {
        return storage;
      }
      apart.addAll(clashing);
    }
    return new Storage(program);
  }

  private void placeJoins(Set<Tensor> apart) {
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      if (op.kind() instanceof OpKind.Concat concat) {
        placeParts(op, concat, apart);
      }
    }
  }

  /** All operations, those of a loop's body after the loop. */
  List<Op> ops() {
    return ops;
  }

  /** The tensor, of those behind a tensor's place, that was moved into a join first. */
  Optional<Tensor> movedPart(Tensor tensor) {
    for (Tensor at = tensor; inside.containsKey(at); at = inside.get(at).root()) {
      if (moved.contains(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private void place(OpKind.Slice slice) {
    int bytes = slice.inner().dtype().bytes();
    long offset = (long) slice.offset() * bytes;
    inside.put(
        slice.inner(), new Place(slice.outer(), offset, 0, 0, (long) slice.stride() * bytes));
    made.remove(slice.inner());
  }

  static long bytes(Tensor tensor) {
    return tensor.dtype() == DType.STRING
        ? STRING_BYTES
        : (long) tensor.elements() * tensor.dtype().bytes();
  }

  /** The position of a tensor; a constant is its own root. */
  Place place(Tensor tensor) {
    Place at = Place.dense(tensor, 0);
    for (Place next = inside.get(tensor); next != null; next = inside.get(at.root())) {
      int width = at.isDense() ? next.width() : at.width();
      int stride = next.isDense() ? at.stride() : next.stride();
      long loopStride = at.loopStride() + next.loopStride();
      at = new Place(next.root(), at.offset() + next.offset(), width, stride, loopStride);
    }
    return at;
  }

  /** Bytes from a tensor's first element to its last. */
  long extent(Tensor tensor) {
    Place place = place(tensor);
    if (place.isDense()) {
      return bytes(tensor);
    }
    long rows = tensor.elements() / place.width();
    return ((rows - 1) * place.stride() + place.width()) * tensor.dtype().bytes();
  }

  /** Returns whether an operation takes no step: its output is memory that is there. */
  boolean isFree(Op op) {
    return free.contains(op);
  }

  private boolean alias(Op op) {
    // it has a place of its own, which the next iteration reads
    if (sliced.contains(op.out())) {
      return false;
    }
    if (op.kind() instanceof OpKind.Reshape) {
      inside.put(op.out(), Place.dense(op.in(0), 0));
      free.add(op);
      return true;
    }
    if (op.kind() instanceof OpKind.View view) {
      long offset = (long) view.offset() * op.out().dtype().bytes();
      Optional<Place> place =
          view.isContiguous()
              ? Optional.of(Place.dense(op.in(0), offset))
              : slice(op, view, offset);
      place.ifPresent(at -> inside.put(op.out(), at));
      place.ifPresent(at -> free.add(op));
      return place.isPresent();
    }
    return false;
  }

  /** The place of a view that is rows at one distance, if all who read it take it so. */
  private Optional<Place> slice(Op op, OpKind.View view, long offset) {
    List<int[]> axes =
        StridedCopy.of(view.dims(), view.strides(), MoveEmitter.dense(view.dims())).axes();
    if (axes.size() != 2 || axes.get(1)[1] != 1 || axes.get(0)[1] < axes.get(1)[0]) {
      return Optional.empty();
    }
    Rows rows = new Rows(axes.get(0)[0], axes.get(1)[0]);
    return isReadBy(rows, op.out())
        ? Optional.of(Place.rows(op.in(0), offset, rows.width(), axes.get(0)[1]))
        : Optional.empty();
  }

  /** Returns whether all who see a tensor, under whatever shape, read it in such rows. */
  private boolean isReadBy(Rows rows, Tensor tensor) {
    return !fetched.contains(tensor)
        && uses.users(tensor).stream()
            .allMatch(
                user ->
                    user.kind() instanceof OpKind.Reshape
                        ? isReadBy(rows, user.out())
                        : RowAccess.read(user, tensor).equals(Optional.of(rows)));
  }

  private void placeParts(Op op, OpKind.Concat concat, Set<Tensor> apart) {
    Rows whole = RowAccess.rows(op.out(), concat.axis());
    int offset = 0;
    for (Tensor part : op.inputs()) {
      int width = whole.count() == 0 ? 0 : part.elements() / whole.count();
      if (!apart.contains(place(part).root())) {
        placePart(op, part, whole, offset, width);
      }
      offset += width;
    }
  }

  private void placePart(Op op, Tensor part, Rows whole, int offset, int width) {
    Place place = place(part);
    Tensor root = place.root();
    boolean movable =
        place.isDense()
            && place.offset() == 0
            && bytes(root) == bytes(part)
            && made.contains(root)
            && root != place(op.out()).root();
    boolean asRows = whole.count() > 1;
    long from = place(op.out()).offset() + (long) offset * part.dtype().bytes();
    boolean aligned = from % KwsNative.KWS_ALIGNMENT == 0 || !fetchedRoots.contains(root);
    if (movable && aligned && (!asRows || isRows(root, new Rows(whole.count(), width)))) {
      long at = (long) offset * part.dtype().bytes();
      inside.put(
          root,
          asRows ? Place.rows(op.out(), at, width, stride(op, whole)) : Place.dense(op.out(), at));
      made.remove(root);
      moved.add(root);
    }
  }

  private boolean isRows(Tensor root, Rows rows) {
    return uses.maker(root).flatMap(RowAccess::written).equals(Optional.of(rows))
        && isReadBy(rows, root);
  }

  /** Elements between the rows of a join: its own width, or that of the join it is a part of. */
  int stride(Op join, Rows whole) {
    Place place = place(join.out());
    return place.isDense() ? whole.width() : place.stride();
  }

  /**
   * Returns whether a part of a join already lies where it belongs, {@code offset} elements into a
   * row.
   */
  boolean isInPlace(Op join, Rows whole, Tensor part, int offset) {
    Place at = place(join.out());
    Place place = place(part);
    boolean there =
        place.root() == at.root()
            && place.offset() == at.offset() + (long) offset * part.dtype().bytes();
    boolean one = whole.count() == 1 && place.isDense();
    return there && (one || place.stride() == stride(join, whole));
  }
}
