package io.kwsbench.lambda;

import java.util.Iterator;

/** The items of a {@code for} loop: always finite, because all are known. */
record PyIterator(Iterator<Object> items) {}
