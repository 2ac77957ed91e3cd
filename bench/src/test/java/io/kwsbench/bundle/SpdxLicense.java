package io.kwsbench.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** SPDX's identifiers of licenses, which POMs call by many names. */
final class SpdxLicense {
  private static final Map<Pattern, String> NAMES =
      Map.of(
          Pattern.compile("(The )?Apache.*2\\.0"), "Apache-2.0",
          Pattern.compile("(SPDX-License-Identifier: )?MIT( License)?"), "MIT",
          Pattern.compile("BSD-3-Clause|The BSD License"), "BSD-3-Clause",
          Pattern.compile("GNU General Public License .*2, or any later.*"), "GPL-2.0-or-later");
  private static final Pattern IDENTIFIER = Pattern.compile("(EPL|LGPL)-[0-9.]+(-[a-z-]+)?");

  private SpdxLicense() {}

  static void add(ObjectNode component, List<String> names) {
    ArrayNode licenses = component.putArray("licenses");
    for (String name : names) {
      ObjectNode license = licenses.addObject().putObject("license");
      Optional<String> identifier = identifier(name);
      license.put(identifier.isPresent() ? "id" : "name", identifier.orElse(name));
    }
  }

  private static Optional<String> identifier(String name) {
    if (IDENTIFIER.matcher(name).matches()) {
      return Optional.of(name);
    }
    return NAMES.entrySet().stream()
        .filter(known -> known.getKey().matcher(name).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
