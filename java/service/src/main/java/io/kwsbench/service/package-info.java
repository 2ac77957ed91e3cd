/**
 * Keyword spotters that clients reach over the network.
 *
 * <p>Every client has a stream of its own on one shared model.
 */
package io.kwsbench.service;
