package io.kwsbench.service.page;

import io.kwsbench.KwsException;
import io.kwsbench.service.Ports;
import io.kwsbench.service.ServiceListener;
import io.kwsbench.service.SharedModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/**
 * A server of the page, on one port. Each browser has a stream of its own.
 *
 * <p>Where other computers reach it, the page's address carries a token, without which no sound is
 * scored. When a client breaks the protocol or a limit, its connection closes and the listener gets
 * one line.
 *
 * <p>Thread-safe; {@code close} is idempotent. Close it before the spotter.
 */
public final class PageServer implements AutoCloseable {
  private static final int BACKLOG = 32;

  private final InetSocketAddress address;
  private final Access access;
  private final PageSockets sockets;

  private PageServer(InetSocketAddress address, Access access, PageSockets sockets) {
    this.address = address;
    this.access = access;
    this.sockets = sockets;
  }

  /**
   * Opens a port and serves from then on.
   *
   * @param address port 0 stands for any free one
   * @throws KwsException when the port cannot be opened, as when it is in use
   */
  public static PageServer open(
      SharedModel model, InetSocketAddress address, ServiceListener listener) {
    // bound here and not by the library, which would do it later, on its own thread
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
      Access access = Access.to(address);
      PageSockets sockets = new PageSockets(channel, access, model, listener);
      sockets.start();
      return new PageServer((InetSocketAddress) channel.getLocalAddress(), access, sockets);
    } catch (IOException e) {
      close(channel);
      throw Ports.unusable(address, e);
    }
  }

  private static void close(ServerSocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // the first error is the one to report
    }
  }

  /** The address and the port. */
  public InetSocketAddress address() {
    return address;
  }

  /** The address for a browser, with the token. */
  public String url() {
    String page = "http://" + host() + "/";
    return access.token().isEmpty() ? page : page + "#token=" + access.token();
  }

  private String host() {
    if (address.getAddress().isAnyLocalAddress()) {
      try {
        return InetAddress.getLocalHost().getHostName() + ":" + address.getPort();
      } catch (UnknownHostException e) {
        // a computer that does not know its name has its address still
      }
    }
    return Ports.name(address);
  }

  @Override
  public void close() {
    sockets.close();
  }
}
