package io.kwsbench.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What is compiled into a jar's natives, by the names that lists of vulnerabilities have for it.
 *
 * @param carrier the artifact whose natives hold it
 * @param purl the package; advisories on TensorFlow name Python's
 * @param cpe the product of the National Vulnerability Database; empty without one
 */
record NativePart(
    String carrier, String name, String version, String license, String purl, String cpe) {

  /** All that kwsbench's bundles hold. */
  static List<NativePart> of(String tensorflow, String openblas, String highway) {
    return List.of(
        new NativePart(
            "tensorflow-core-native",
            "tensorflow",
            tensorflow,
            "Apache-2.0",
            "pkg:pypi/tensorflow@" + tensorflow,
            "cpe:2.3:a:google:tensorflow:" + tensorflow + ":*:*:*:*:*:*:*"),
        new NativePart(
            "openblas",
            "OpenBLAS",
            openblas,
            "BSD-3-Clause",
            "pkg:github/OpenMathLib/OpenBLAS@v" + openblas,
            "cpe:2.3:a:openblas_project:openblas:" + openblas + ":*:*:*:*:*:*:*"),
        new NativePart(
            "kwsbench-native",
            "highway",
            highway,
            "Apache-2.0",
            "pkg:github/google/highway@" + highway,
            ""));
  }

  ObjectNode component() {
    ObjectNode component = new ObjectMapper().createObjectNode();
    component.put("type", "library");
    component.put("bom-ref", purl);
    component.put("name", name);
    component.put("version", version);
    SpdxLicense.add(component, List.of(license));
    if (!cpe.isEmpty()) {
      component.put("cpe", cpe);
    }
    component.put("purl", purl);
    return component;
  }
}
