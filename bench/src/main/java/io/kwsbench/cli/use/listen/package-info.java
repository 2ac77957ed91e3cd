/**
 * What {@code listen} hears, and what it does about a detection: prints it, starts a program, keeps
 * the sound.
 */
package io.kwsbench.cli.use.listen;
