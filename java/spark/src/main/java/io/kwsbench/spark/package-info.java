/**
 * Bulk labeling on a cluster with Apache Spark: the same rows as {@code io.kwsbench.label} on one
 * machine, from and to any path that Hadoop supports.
 *
 * <pre>
 *   driver     SparkMain → PredictJob, PseudoJob → Predictions, PseudoLabels, TrainingFolder
 *   executor   Labelling (a partition, a scorer) → LoadedModel (one an executor)
 * </pre>
 *
 * <p>Partitions do not depend on each other, and a partition gives the same rows however often and
 * wherever it is run; what they write becomes visible in one step, after all of them.
 */
package io.kwsbench.spark;
