package io.kwsbench.lambda.internal.python;

import java.util.List;

/**
 * A tuple of Python values: None, booleans, {@code Long}, {@code Double}, text, tuples, code.
 *
 * @param items in order
 */
public record PyTuple(List<Object> items) {
  public PyTuple {
    items = List.copyOf(items);
  }
}
