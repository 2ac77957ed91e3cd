/**
 * Bulk use of a model: probabilities of many clips, pseudo labels, votes and the files of the
 * original's submissions.
 *
 * <pre>
 *   clips → Predictor (views, workers) → PredictionJournal → submission files
 *   submission files → Vote, AgreementRule            → submission, pseudo labels
 *   probability files → ClassConversion → ProbabilityMap → ThresholdRule → pseudo labels
 * </pre>
 *
 * <p>File formats and rules are those of the scripts with which the challenge entry was made
 * (2017); a class that follows one of them names it.
 */
package io.kwsbench.label;
