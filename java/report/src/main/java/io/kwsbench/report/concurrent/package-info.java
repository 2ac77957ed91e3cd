/** The report of several sessions that run at once. */
package io.kwsbench.report.concurrent;
