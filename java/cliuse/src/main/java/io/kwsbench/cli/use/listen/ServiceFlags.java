package io.kwsbench.cli.use.listen;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.Within;
import io.kwsbench.service.Ports;
import io.kwsbench.service.SharedModel;
import io.kwsbench.service.page.PageServer;
import io.kwsbench.service.wyoming.WyomingServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Flags for sound that clients send over the network. */
@FlagGroup("service")
public final class ServiceFlags {
  private static final int MAX_PORT = 65_535;
  private static final long PATIENCE_NANOS = 50_000_000L;

  @Parameter(
      names = "--serve",
      order = 20,
      description =
          "port number for a page that scores the microphone of a browser; 0 takes a free port;"
              + " default: none")
  @Within(min = 0, max = MAX_PORT)
  private Integer serve;

  @Parameter(
      names = "--wyoming",
      order = 21,
      description =
          "port number for clients of the Wyoming protocol, such as Home Assistant; 0 takes a free"
              + " port; default: none")
  @Within(min = 0, max = MAX_PORT)
  private Integer wyoming;

  @Parameter(
      names = "--bind",
      order = 22,
      description =
          "address of this computer on which the port is open; 0.0.0.0 opens it to other computers")
  private String bind = "127.0.0.1";

  /**
   * Refuses what would change nothing.
   *
   * @param files the sounds that were named
   * @throws ParameterException naming the first
   */
  public void check(TypedFlags typed, List<String> files) {
    typed.refuse(!serves(), "needs --serve or --wyoming", "--bind");
    String flag = serve != null ? "--serve" : "--wyoming";
    typed.refuse(
        serves(),
        "does not apply to clients of " + flag,
        "--device",
        "--sample_rate",
        "--channels",
        "--capture",
        "--near_miss");
    if (serves() && !files.isEmpty()) {
      throw new ParameterException(flag + " takes its sound from clients, not from files");
    }
  }

  /** Returns whether sound comes from clients. */
  public boolean serves() {
    return serve != null || wyoming != null;
  }

  /**
   * Serves clients.
   *
   * @param stop whether to leave off
   * @throws ParameterException when the address is none
   * @throws KwsException when a port cannot be opened
   */
  public void serve(SharedModel model, ServiceReactions reactions, BooleanSupplier stop) {
    List<Runnable> closing = new ArrayList<>();
    try {
      if (serve != null) {
        closing.add(servePage(model, reactions)::close);
      }
      if (wyoming != null) {
        closing.add(serveWyoming(model, reactions)::close);
      }
      while (!stop.getAsBoolean()) {
        LockSupport.parkNanos(PATIENCE_NANOS);
      }
    } finally {
      closing.forEach(Runnable::run);
    }
  }

  private PageServer servePage(SharedModel model, ServiceReactions reactions) {
    PageServer page = PageServer.open(model, address(serve), reactions);
    reactions.warned("the page is open on " + page.url());
    return page;
  }

  private WyomingServer serveWyoming(SharedModel model, ServiceReactions reactions) {
    WyomingServer server = WyomingServer.open(model, address(wyoming), reactions);
    reactions.warned("the Wyoming service is open on " + Ports.name(server.address()));
    if (!server.address().getAddress().isLoopbackAddress()) {
      reactions.warned(
          "the Wyoming protocol has no password: every computer of the network may use this port");
    }
    return server;
  }

  private InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(bind), port);
    } catch (UnknownHostException e) {
      throw new ParameterException("--bind: '" + bind + "' is no address", e);
    }
  }
}
