/** One self-contained HTML page, for a benchmark, a suite or models side by side. */
package io.kwsbench.report.internal.html;
