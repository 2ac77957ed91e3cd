package io.kwsbench.cli.use.listen;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.service.ServiceListener;
import io.kwsbench.spotter.SpotterStream;
import java.util.List;

/** Runs the reactions to clients one at a time: each client has a thread of its own. */
public final class ServiceReactions implements ServiceListener {
  private final List<Reaction> reactions;
  private final CliContext context;

  public ServiceReactions(List<Reaction> reactions, CliContext context) {
    this.reactions = List.copyOf(reactions);
    this.context = context;
  }

  @Override
  public synchronized void detected(String client, SpotterStream.Heard heard) {
    reactions.forEach(reaction -> reaction.heard(client, heard));
  }

  @Override
  public synchronized void warned(String line) {
    context.warn(line);
  }
}
