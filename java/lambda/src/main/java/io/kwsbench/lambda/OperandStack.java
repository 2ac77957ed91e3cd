package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The stack of a frame. */
final class OperandStack {
  /** The marker that Python pushes where a method has no object. */
  static final Object NULL = new Object();

  private static final int DEEPEST = 10_000;

  private final List<Object> items = new ArrayList<>();

  void push(Object value) {
    if (items.size() >= DEEPEST) {
      throw new KwsException("the stack overflows");
    }
    items.add(value);
  }

  Object pop() {
    if (items.isEmpty()) {
      throw new KwsException("the stack is empty");
    }
    return items.remove(items.size() - 1);
  }

  /** The item so far from the top, 1 being the top. */
  Object peek(int depth) {
    return items.get(position(depth));
  }

  /** Exchanges the top and the item so far from it. */
  void swap(int depth) {
    Collections.swap(items, items.size() - 1, position(depth));
  }

  /** Moves the top below the {@code count - 1} items under it. */
  void rotate(int count) {
    int lowest = position(count);
    items.add(lowest, pop());
  }

  /** Takes the topmost items, the lowest first. */
  List<Object> pop(int count) {
    if (count == 0) {
      return new ArrayList<>();
    }
    List<Object> top = items.subList(position(count), items.size());
    List<Object> taken = new ArrayList<>(top);
    top.clear();
    return taken;
  }

  private int position(int depth) {
    if (depth < 1 || depth > items.size()) {
      throw new KwsException("the stack holds fewer than " + depth + " values");
    }
    return items.size() - depth;
  }
}
