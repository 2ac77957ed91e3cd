package io.kwsbench.service.wyoming;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event of the protocol.
 *
 * @param data its values; empty where it has none
 * @param payload its bytes, such as samples; empty where it has none
 */
record WyomingEvent(String type, ObjectNode data, byte[] payload) {}
