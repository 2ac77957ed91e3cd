/**
 * What a command tells its user to do about what the libraries refuse, one class a family of
 * reasons.
 */
package io.kwsbench.cli.advice;
