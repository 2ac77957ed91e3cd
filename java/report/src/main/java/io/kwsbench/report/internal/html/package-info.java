/** One self-contained HTML page, for a benchmark or a suite. */
package io.kwsbench.report.internal.html;
