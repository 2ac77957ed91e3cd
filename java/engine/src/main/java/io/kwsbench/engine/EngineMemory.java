package io.kwsbench.engine;

/**
 * Memory that an engine set aside for a session, in bytes.
 *
 * @param weights constants as the engine keeps them, packed; shared by the sessions of a model
 * @param activations the arena that holds every tensor of a run, feeds and fetches included
 */
public record EngineMemory(long weights, long activations) {}
