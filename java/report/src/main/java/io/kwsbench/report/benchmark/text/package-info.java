/**
 * The report as text: the sections, columns and number formats of TensorFlow's StatSummarizer,
 * which scripts parse, and after them what it never told.
 */
package io.kwsbench.report.benchmark.text;
