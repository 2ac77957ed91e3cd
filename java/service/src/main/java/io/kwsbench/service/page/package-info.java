/**
 * A page that scores a browser's microphone, and the server that delivers it.
 *
 * <p>One port serves the page and its WebSocket. Messages are JSON texts, sound is binary: 16-bit
 * little-endian samples of one channel. The client sends {@code start} with its sample rate, {@code
 * stop}, and {@code thresholds}; the server sends {@code model}, {@code scores} of each window,
 * {@code detection}, and {@code replay}: what the kept scores would have caused with other
 * thresholds.
 */
package io.kwsbench.service.page;
