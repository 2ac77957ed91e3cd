package io.kwsbench.lambda;

/** {@code begin:end:step}; each may be None. */
record PySlice(Object begin, Object end, Object step) {}
