package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.options.EngineFlag;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineChoice;
import io.kwsbench.engine.Engines;
import io.kwsbench.report.benchmark.AbsentEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of one graph that are measured side by side. Close them.
 *
 * @param open one session per engine, at least one
 * @param absent the engines that were to run and could not
 */
record Sessions(List<OpenSession> open, List<AbsentEngine> absent) implements AutoCloseable {
  Sessions {
    open = List.copyOf(open);
    absent = List.copyOf(absent);
  }

  /**
   * Sessions of the engines that the user names.
   *
   * @throws KwsException when one of them refuses the graph
   */
  static Sessions named(List<EngineChoice> choices, LoadedGraph graph, int threads) {
    List<OpenSession> open = new ArrayList<>();
    try {
      for (EngineChoice choice : choices) {
        open.add(choice.open(engine -> OpenSession.open(engine, graph, threads)));
      }
      return new Sessions(open, List.of());
    } catch (RuntimeException | Error e) {
      open.forEach(OpenSession::close);
      throw e;
    }
  }

  /**
   * Sessions of the native engine and of TensorFlow, as far as they are there and take the graph. A
   * warning names one that does not run.
   *
   * @throws KwsException when none of them takes it
   */
  static Sessions both(LoadedGraph graph, int threads, CliContext context) {
    Engines installed = Engines.installed();
    List<OpenSession> open = new ArrayList<>();
    List<AbsentEngine> absent = new ArrayList<>();
    KwsException refusal = null;
    for (String name : EngineFlag.BOTH) {
      try {
        open.add(OpenSession.open(available(installed, name), graph, threads));
      } catch (KwsException e) {
        refusal = e;
        absent.add(new AbsentEngine(name, e.getMessage()));
      } catch (RuntimeException | Error e) {
        open.forEach(OpenSession::close);
        throw e;
      }
    }
    if (open.isEmpty()) {
      throw refusal;
    }
    for (AbsentEngine one : absent) {
      context.warn(one.reason() + "; only engine " + open.get(0).subject().name() + " is measured");
    }
    return new Sessions(open, absent);
  }

  private static Engine available(Engines installed, String name) {
    Optional<Engine> engine = installed.find(name);
    return Engines.requireAvailable(
        engine.orElseThrow(() -> new KwsException("this bundle has no engine " + name)));
  }

  @Override
  public void close() {
    open.forEach(OpenSession::close);
  }
}
