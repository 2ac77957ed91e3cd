package io.kwsbench.lambda;

import java.util.Iterator;

/** What a {@code for} loop is over: always finite, as all its items are known. */
record PyIterator(Iterator<Object> items) {}
