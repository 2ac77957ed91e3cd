/** The figures that gates ask for: how they are measured, and what reports call them. */
package io.kwsbench.suite.internal.figures;
