package io.kwsbench.cli.use.listen;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.service.Ports;
import io.kwsbench.service.SharedModel;
import io.kwsbench.service.wyoming.WyomingServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sound that clients send over the network. */
@FlagGroup("service")
public final class ServiceFlags {
  private static final int MOST_PORT = 65_535;
  private static final long PATIENCE_NANOS = 50_000_000L;

  @Parameter(
      names = "--wyoming",
      order = 20,
      description =
          "port number for clients of the Wyoming protocol, such as Home Assistant; 0 takes a free"
              + " port; default: none")
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
    typed.refuse(!serves(), "needs --wyoming", "--bind");
    typed.refuse(
        serves(),
        "does not apply to clients of --wyoming",
        "--device",
        "--sample_rate",
        "--channels",
        "--capture",
        "--near_miss");
    if (serves() && !files.isEmpty()) {
      throw new ParameterException("--wyoming takes its sound from clients, not from files");
    }
  }

  /** Whether sound comes from clients. */
  public boolean serves() {
    return wyoming != null;
  }

  /**
   * Serves clients.
   *
   * @param stop whether to leave off
   * @throws ParameterException when the port or the address is none
   * @throws KwsException when the port cannot be opened
   */
  public void serve(SharedModel model, ServiceReactions reactions, BooleanSupplier stop) {
    InetSocketAddress address = address("--wyoming", wyoming);
    try (WyomingServer server = WyomingServer.open(model, address, reactions)) {
      reactions.warned("the Wyoming service is open on " + Ports.name(server.address()));
      if (!address.getAddress().isLoopbackAddress()) {
        reactions.warned(
            "the Wyoming protocol has no password: every computer of the network may"
                + " use this port");
      }
      while (!stop.getAsBoolean()) {
        LockSupport.parkNanos(PATIENCE_NANOS);
      }
    }
  }

  private InetSocketAddress address(String flag, int port) {
    if (port < 0 || port > MOST_PORT) {
      throw new ParameterException(flag + " must be 0 … " + MOST_PORT);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(bind), port);
    } catch (UnknownHostException e) {
      throw new ParameterException("--bind: '" + bind + "' is no address", e);
    }
  }
}
