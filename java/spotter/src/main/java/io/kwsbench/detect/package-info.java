/**
 * A detector: scores of a model in, detections out. It knows neither sound nor models.
 *
 * <pre>{@code
 * DetectorRule rule = TensorFlowRule.DEFAULT.withThresholds(new Thresholds(0.7, Map.of("no", 0.8)));
 * Detector detector = new Detector(rule, new KeywordLabels(labels), 16_000);
 * detector.accept(time, scores).ifPresent(found -> System.err.println(found.label()));
 * }</pre>
 *
 * <p>Live streams, evaluation and a user's own engine share it, so that a figure measured on files
 * holds for a microphone.
 */
package io.kwsbench.detect;
