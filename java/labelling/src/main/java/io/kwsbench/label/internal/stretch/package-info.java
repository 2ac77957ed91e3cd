/** Clips made longer or shorter without a change of pitch. */
package io.kwsbench.label.internal.stretch;
