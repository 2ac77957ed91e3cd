package io.kwsbench.lambda;

/** A method of a value, not yet called: {@code slices.append}. */
record PyMethod(Object target, String name) {}
