/** Times of several sessions of one model that run at once. */
package io.kwsbench.measure.concurrent;
