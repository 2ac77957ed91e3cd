package io.kwsbench.service;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** The names of ports and clients in messages. */
public final class Ports {
  private Ports() {}

  /** The address and the port, such as {@code 127.0.0.1:8080}; IPv6 has brackets. */
  public static String name(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** The error of a port that cannot be opened. */
  public static KwsException unusable(InetSocketAddress address, IOException why) {
    String name = "port " + address.getPort() + " of " + address.getAddress().getHostAddress();
    String reason = why.getMessage() == null ? why.toString() : why.getMessage();
    return why instanceof BindException && reason.contains("in use")
        ? new KwsException(name + " is in use by another program", why)
        : new KwsException(name + " cannot be opened: " + reason, why);
  }
}
