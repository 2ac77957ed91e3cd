/**
 * What to feed: the inputs that flags describe, zeros, values, seeded noise, real clips; and the
 * embedded keyword spotter with its clip.
 */
package io.kwsbench.workload;
