/** Named baselines: what a suite once found, to hold later runs against. */
package io.kwsbench.suite.baseline;
