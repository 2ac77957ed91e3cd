/** The journal of a run: all that was measured, on disk before the next round begins. */
package io.kwsbench.suite.journal;
