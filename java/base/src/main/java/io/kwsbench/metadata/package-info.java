/** What a model says about itself, such as the names of its classes, and who is believed. */
package io.kwsbench.metadata;
