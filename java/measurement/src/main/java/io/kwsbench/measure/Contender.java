package io.kwsbench.measure;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.workload.Workload;

/**
 * One session in a benchmark of one or several.
 *
 * @param name what reports call it, such as the engine's name
 * @param session ready to be fed and run
 * @param workload what it is fed with
 */
public record Contender(String name, EngineSession session, Workload workload) {}
