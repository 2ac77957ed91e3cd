/** Numbers about measurements: distributions, per-op tables, memory peaks, comparisons. */
package io.kwsbench.stats;
