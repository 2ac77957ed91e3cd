package io.kwsbench.formats.tflite;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One operator of a subgraph.
 *
 * @param op its name, such as {@code CONV_2D}; of a custom operator the code of its own
 * @param inputs numbers of tensors; −1 where one is omitted
 * @param outputs numbers of tensors
 * @param intermediates numbers of tensors of which only the scales matter
 * @param options its parameters; absent where all have their defaults
 * @param custom the parameters of a custom operator
 */
record TfliteOperator(
    String op,
    int[] inputs,
    int[] outputs,
    int[] intermediates,
    Optional<FlatTable> options,
    ByteBuffer custom) {
  int integer(int field, int absent) {
    return options.map(table -> table.integer(field, absent)).orElse(absent);
  }

  int octet(int field) {
    return options.map(table -> table.octet(field)).orElse(0);
  }

  boolean flag(int field) {
    return octet(field) != 0;
  }

  float real(int field) {
    return options.map(table -> table.real(field)).orElse(0f);
  }

  String text(int field) {
    return options.map(table -> table.text(field)).orElse("");
  }

  int[] integers(int field) {
    return options.map(table -> table.integers(field)).orElse(new int[0]);
  }
}
