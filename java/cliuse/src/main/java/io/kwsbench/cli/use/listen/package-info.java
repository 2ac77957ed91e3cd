/**
 * The sounds of {@code listen} and its reactions to detections: it prints them, starts programs,
 * keeps clips.
 */
package io.kwsbench.cli.use.listen;
