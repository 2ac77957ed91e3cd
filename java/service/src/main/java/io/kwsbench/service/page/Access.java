package io.kwsbench.service.page;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Access to the WebSocket: for pages of this server, and for holders of the token where other
 * computers reach the server.
 *
 * @param token empty where only this computer reaches the server
 */
record Access(String token) {
  private static final int TOKEN_BYTES = 16;
  private static final String PARAMETER = "token=";

  static Access to(InetSocketAddress address) {
    if (address.getAddress().isLoopbackAddress()) {
      return new Access("");
    }
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return new Access(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /**
   * The reason why a request is refused; empty if it is allowed.
   *
   * @param host its Host
   * @param origin its Origin; empty where a program, not a page, asks
   * @param resource its path with its parameters
   */
  Optional<String> refusal(String host, String origin, String resource) {
    if (token.isEmpty() && !isThisComputer(host)) {
      // another site's name that was made to point here
      return Optional.of("Host '" + host + "' is not this computer");
    }
    if (!origin.isEmpty() && !authority(origin).equals(host.toLowerCase(Locale.ROOT))) {
      return Optional.of("a page of " + origin + " may not use this server");
    }
    return token.isEmpty() || hasToken(resource)
        ? Optional.empty()
        : Optional.of("without the right token");
  }

  private static boolean isThisComputer(String host) {
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.matches("127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private boolean hasToken(String resource) {
    String given = "";
    for (String part : resource.substring(resource.indexOf('?') + 1).split("&")) {
      if (part.startsWith(PARAMETER)) {
        given = part.substring(PARAMETER.length());
      }
    }
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
