package io.kwsbench.formats.savedmodel;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lists of tensors, which loops over time read and fill; an unrolled loop needs none. */
final class ListOps {
  private static final int MAX_ITEMS = 20_000;

  private ListOps() {}

  static Map<String, SavedModelOp> all() {
    return Map.of(
        "TensorListFromTensor", ListOps::fromTensor,
        "TensorListReserve", ListOps::reserve,
        "EmptyTensorList", ListOps::empty,
        "TensorListLength", ListOps::length,
        "TensorListGetItem", call -> List.of(get(call)),
        "TensorListSetItem", ListOps::set,
        "TensorListPushBack", ListOps::push,
        "TensorListStack", ListOps::stack);
  }

  private static List<Item> fromTensor(Call call) {
    Item.Tensor tensor = call.tensor(0);
    Shape shape = tensor.info().shape();
    DType type = call.type("element_dtype");
    if (!shape.isStatic() || shape.rank() == 0 || shape.dim(0) == 0) {
      throw call.error("makes a list of a tensor of shape " + shape);
    }
    int size = items(call, shape.dim(0));
    Attrs attrs = Attrs.ofType(type).integer("num", size).integer("axis", 0);
    List<Item.Tensor> made = call.add("Unpack", List.of(tensor), attrs);
    TensorInfo element =
        TensorInfo.of(type, Shape.of(Arrays.copyOfRange(shape.dims(), 1, shape.rank())));
    List<Item.Tensor> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(made.get(i));
    }
    return List.of(new Item.TensorList(type, element, items));
  }

  private static int items(Call call, long count) {
    if (count < 0 || count > MAX_ITEMS) {
      throw call.error("makes a list of " + count + " items; " + MAX_ITEMS + " are read");
    }
    return (int) count;
  }

  private static List<Item> reserve(Call call) {
    int size = items(call, call.number(1, "the length of its list"));
    List<Item.Tensor> items = new ArrayList<>(Collections.nCopies(size, (Item.Tensor) null));
    return List.of(new Item.TensorList(call.type("element_dtype"), element(call, 0), items));
  }

  private static List<Item> empty(Call call) {
    return List.of(new Item.TensorList(call.type("element_dtype"), element(call, 0), List.of()));
  }

  /** The shape of the elements in an input; −1 where it is open. */
  private static TensorInfo element(Call call, int input) {
    Literal dims = call.known(input, "the shape of its items");
    long[] sizes = dims.toLongs();
    boolean open = dims.shape().rank() == 0;
    return TensorInfo.of(call.type("element_dtype"), open ? Shape.UNKNOWN : Shape.of(sizes));
  }

  private static List<Item> length(Call call) {
    String name = call.node().getName();
    return List.of(call.machine().emission().add(name, Literal.ofInt(call.list(0).items().size())));
  }

  private static Item.Tensor get(Call call) {
    Item.TensorList list = call.list(0);
    Item.Tensor item = list.items().get(index(call, list));
    return item == null ? zeros(call, list, element(call, 2)) : item;
  }

  private static int index(Call call, Item.TensorList list) {
    int index = call.number(1, "which item it takes");
    if (index < 0 || index >= list.items().size()) {
      throw call.error("takes item " + index + " of " + list.items().size());
    }
    return index;
  }

  /** An item that nothing has written: zeros. */
  private static Item.Tensor zeros(Call call, Item.TensorList list, TensorInfo wanted) {
    Shape shape = list.element().shape().isStatic() ? list.element().shape() : wanted.shape();
    long bytes = shape.isStatic() ? shape.elements().orElse(-1) * list.type().bytes() : -1;
    if (bytes < 0 || bytes > 1 << 24) {
      throw call.error("takes an item that nothing has written, of shape " + shape);
    }
    String name = call.node().getName() + "/zeros";
    ByteBuffer zeros = ByteBuffer.allocate((int) bytes);
    return call.machine().emission().constant(name, list.type(), shape, zeros);
  }

  private static List<Item> set(Call call) {
    Item.TensorList list = call.list(0);
    List<Item.Tensor> items = new ArrayList<>(list.items());
    int index = call.number(1, "which item it sets");
    // TensorFlow lets a list grow by one where the attribute says so
    boolean grows =
        index == items.size()
            && index < MAX_ITEMS
            && call.attrs().flag("resize_if_index_out_of_bounds");
    if (grows) {
      items.add(null);
    } else {
      index = index(call, list);
    }
    items.set(index, call.tensor(2));
    return List.of(new Item.TensorList(list.type(), list.element(), items));
  }

  private static List<Item> push(Call call) {
    Item.TensorList list = call.list(0);
    List<Item.Tensor> items = new ArrayList<>(list.items());
    items(call, items.size() + 1L);
    items.add(call.tensor(1));
    return List.of(new Item.TensorList(list.type(), list.element(), items));
  }

  private static List<Item.Tensor> stack(Call call) {
    Item.TensorList list = call.list(0);
    if (list.items().isEmpty()) {
      throw call.error("stacks an empty list");
    }
    TensorInfo wanted = element(call, 1);
    TensorInfo element =
        list.items().stream()
            .filter(item -> item != null && item.info().shape().isStatic())
            .findFirst()
            .map(Item.Tensor::info)
            .orElse(wanted);
    List<Item.Tensor> items = new ArrayList<>();
    Item.Tensor zeros = null;
    for (Item.Tensor item : list.items()) {
      if (item == null && zeros == null) {
        zeros = zeros(call, list, element);
      }
      items.add(item == null ? zeros : item);
    }
    Attrs attrs = Attrs.ofType(list.type()).integer("N", items.size()).integer("axis", 0);
    return call.add("Pack", items, attrs);
  }
}
