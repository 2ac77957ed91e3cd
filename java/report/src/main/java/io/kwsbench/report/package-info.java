/**
 * One immutable {@link io.kwsbench.report.Report}, and what renders it. Writers compute nothing but
 * layout, so that every rendering says the same.
 */
package io.kwsbench.report;
