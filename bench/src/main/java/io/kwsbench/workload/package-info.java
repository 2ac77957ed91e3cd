/**
 * What to feed: the inputs that flags describe, zeros, values, seeded noise, real clips; and the
 * embedded default graph with its clip.
 */
package io.kwsbench.workload;
