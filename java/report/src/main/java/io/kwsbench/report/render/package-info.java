/** A renderer a format, each of which takes any report. */
package io.kwsbench.report.render;
