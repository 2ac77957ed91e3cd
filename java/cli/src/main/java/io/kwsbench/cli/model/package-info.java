/**
 * What the flags name, opened: graphs, compiled models, checkpoints, their classes and what they
 * are fed.
 */
package io.kwsbench.cli.model;
