/** The report of a stream's cost. */
package io.kwsbench.report.stream;
