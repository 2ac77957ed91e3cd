/** One model compiled in several precisions: its files, and how long each takes. */
package io.kwsbench.measure.precision;
