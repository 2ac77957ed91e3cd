package io.kwsbench.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.bundle.ThirdPartyList.Library;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A bundle's bill of materials in CycloneDX's JSON: every jar with its checksum and licenses, and
 * what is compiled into the natives. The same jars give the same text.
 *
 * <p>Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json.
 */
final class BillOfMaterials {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWN = "kwsbench-";
  private static final String GROUP = "io.kwsbench";

  private final Terms terms;
  private final ThirdPartyList others;
  private final List<NativePart> parts;

  /**
   * What a bundle is.
   *
   * @param platform of its natives
   * @param version of kwsbench
   * @param time of the build
   * @param shaded whether the classes of all jars lie in one
   */
  record Terms(String platform, String version, String time, boolean shaded) {}

  BillOfMaterials(Terms terms, ThirdPartyList others, List<NativePart> parts) {
    this.terms = terms;
    this.others = others;
    this.parts = parts;
  }

  /** The bill of a bundle with these jars. */
  String of(List<BundledJar> jars) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    root.put("bomFormat", "CycloneDX");
    root.put("specVersion", "1.6");
    root.put("version", 1);
    ObjectNode metadata = root.putObject("metadata");
    metadata.put("timestamp", terms.time());
    metadata.set("component", program());
    ArrayNode components = root.putArray("components");
    jars.stream()
        .sorted(Comparator.comparing(jar -> jar.file().getFileName()))
        .map(this::component)
        .forEach(components::add);
    ObjectNode all = root.putArray("dependencies").addObject();
    all.put("ref", "kwsbench");
    ArrayNode needed = all.putArray("dependsOn");
    components.forEach(component -> needed.add(component.get("bom-ref").textValue()));
    // a number for these very contents
    byte[] contents = root.toString().getBytes(StandardCharsets.UTF_8);
    root.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(contents));
    return root.toPrettyString() + "\n";
  }

  private ObjectNode program() {
    ObjectNode program = JSON.createObjectNode();
    program.put("type", "application");
    program.put("bom-ref", "kwsbench");
    program.put("group", GROUP);
    program.put("name", "kwsbench");
    program.put("version", terms.version());
    SpdxLicense.add(program, List.of("Apache-2.0"));
    ObjectNode bundle = program.putArray("properties").addObject();
    bundle.put("name", "kwsbench:bundle");
    bundle.put("value", terms.platform());
    return program;
  }

  private ObjectNode component(BundledJar jar) {
    Library library =
        jar.name().startsWith(OWN) && jar.name().endsWith("-" + terms.version())
            ? own(jar)
            : others.of(jar.name());
    String purl =
        "pkg:maven/" + library.group() + "/" + library.artifact() + "@" + library.version();
    purl += jar.classifier().isEmpty() ? "" : "?classifier=" + jar.classifier();
    ObjectNode component = JSON.createObjectNode();
    component.put("type", "library");
    component.put("bom-ref", purl);
    component.put("group", library.group());
    component.put("name", library.artifact());
    component.put("version", library.version());
    if (!terms.shaded() || !jar.classifier().isEmpty()) {
      ObjectNode hash = component.putArray("hashes").addObject();
      hash.put("alg", "SHA-256");
      hash.put("content", jar.sha256());
    }
    SpdxLicense.add(component, library.licenses());
    component.put("purl", purl);
    parts.stream()
        .filter(part -> !jar.classifier().isEmpty() && part.carrier().equals(library.artifact()))
        .forEach(part -> component.withArray("/components").add(part.component()));
    return component;
  }

  private Library own(BundledJar jar) {
    int end = jar.name().length() - terms.version().length() - 1;
    return new Library(GROUP, jar.name().substring(0, end), terms.version(), List.of("Apache-2.0"));
  }
}
