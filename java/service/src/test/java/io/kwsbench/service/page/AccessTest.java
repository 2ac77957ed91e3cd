package io.kwsbench.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "127.0.0.1:8080|''|-",
        "localhost:8080|http://localhost:8080|-",
        "LOCALHOST:8080|http://localhost:8080|-",
        "[::1]:8080|http://[::1]:8080|-",
        "evil.example:8080|http://evil.example:8080|Host 'evil.example:8080' is not this computer",
        "127.0.0.1.evil.example|''|Host '127.0.0.1.evil.example' is not this computer",
        "''|''|Host '' is not this computer",
        "localhost:8080|http://evil.example|a page of http://evil.example may not use this server",
        "localhost:8080|http://localhost:9090"
            + "|a page of http://localhost:9090 may not use this server",
        "localhost:8080|null|a page of null may not use this server",
        "localhost:8080|no address|a page of no address may not use this server",
      })
  void thisComputerIsForItsOwnPages(String host, String origin, String refusal) {
    Access access = Access.to(new InetSocketAddress("127.0.0.1", 8080));
    assertThat(access.token()).isEmpty();
    assertThat(access.refusal(host, origin, "/sound").orElse(null)).isEqualTo(refusal);
  }

  @Test
  void othersNeedTheToken() {
    Access access = Access.to(new InetSocketAddress("0.0.0.0", 8080));
    assertThat(access.token()).matches("[\\w-]{22}");
    assertThat(Access.to(new InetSocketAddress("0.0.0.0", 8080))).isNotEqualTo(access);

    String right = "/sound?token=" + access.token();
    assertThat(access.refusal("pi:8080", "http://pi:8080", right)).isEmpty();
    assertThat(access.refusal("pi:8080", "", "/sound?a=b&token=" + access.token())).isEmpty();
    assertThat(access.refusal("pi:8080", "http://other", right)).isPresent();
    for (String wrong : new String[] {"/sound", "/sound?token=", right + "x", "/?tokens=1"}) {
      assertThat(access.refusal("pi:8080", "http://pi:8080", wrong))
          .as(wrong)
          .hasValue("without the right token");
    }
  }
}
