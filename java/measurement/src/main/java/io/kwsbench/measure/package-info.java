/**
 * Measuring: the timing loop, the phases of a benchmark, and a record of the machine it ran on.
 * Measuring returns values and never prints.
 */
package io.kwsbench.measure;
