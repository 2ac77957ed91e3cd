/** The measurements of a benchmark: one graph in one or several engines. */
package io.kwsbench.report.benchmark;
