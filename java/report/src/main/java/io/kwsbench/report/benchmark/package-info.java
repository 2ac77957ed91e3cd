/** What a benchmark measured, of one graph in one engine or several. */
package io.kwsbench.report.benchmark;
