/** The report of what a stream costs. */
package io.kwsbench.report.stream;
