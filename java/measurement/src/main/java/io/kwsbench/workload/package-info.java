/**
 * Inputs of runs: those from flags, zeros, values, seeded noise, real clips; and the embedded
 * keyword spotter with its clip.
 */
package io.kwsbench.workload;
