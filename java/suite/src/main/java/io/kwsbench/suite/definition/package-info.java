/**
 * The content of a suite file: cases of graph × engine × threads × input, each with its gates.
 *
 * <pre>{@code
 * name: pi
 * seed: 7
 * budget: 60s
 * cases:
 *   - name: pi
 *     graph: pi.pb
 *     engine: native
 *     input: clips
 *     gates:
 *       latency: {max_slowdown: 3%}
 *       ratio: {to: reference, max_slowdown: 3%}
 *       size: {max: 5000000}
 * }</pre>
 *
 * <p>YAML or JSON; every error names file, line and key.
 */
package io.kwsbench.suite.definition;
