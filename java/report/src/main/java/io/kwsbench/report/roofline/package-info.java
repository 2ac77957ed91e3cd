/** The report of a graph's steps beside the limits of one core. */
package io.kwsbench.report.roofline;
