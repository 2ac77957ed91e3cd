/** Opened models of the flags: graphs, compiled models, checkpoints, their classes and inputs. */
package io.kwsbench.cli.model;
