package io.kwsbench.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.tensorflow.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
  private static final String LIST =
      """

      Lists of 3 third-party dependencies.
           (BSD-3-Clause) Protocol Buffers [Core] (com.google.protobuf:protobuf-java:3.25.8 - https://x)
           (Apache License, Version 2.0) (GNU General Public License (GPL) version 2, or any later \
      version) (Own terms) JavaCPP (org.bytedeco:javacpp:1.5.11 - http://bytedeco.org/javacpp/)
           (The Apache Software License, Version 2.0) TensorFlow (org.tensorflow:tensorflow-core-native:1.1.0 - x)
      """;
  private static final BillOfMaterials.Terms TERMS =
      new BillOfMaterials.Terms("linux-x86_64", "9.8.7", "2026-11-23T00:00:00Z", false);

  @TempDir Path folder;
  private ThirdPartyList list;

  @BeforeEach
  void writeList() throws IOException {
    list = ThirdPartyList.read(Files.writeString(folder.resolve("THIRD-PARTY.txt"), LIST));
  }

  @Test
  void aJarHasItsPackageItsChecksumAndItsLicenses() throws IOException {
    JsonNode bill = bill("javacpp-1.5.11.jar", "kwsbench-base-9.8.7.jar");
    assertThat(bill.get("bomFormat").textValue()).isEqualTo("CycloneDX");
    JsonNode javacpp = bill.get("components").get(0);
    assertThat(javacpp.get("purl").textValue()).isEqualTo("pkg:maven/org.bytedeco/javacpp@1.5.11");
    // of an empty file
    assertThat(javacpp.at("/hashes/0/content").textValue()).startsWith("e3b0c44298fc1c149afb");
    assertThat(javacpp.at("/licenses/0/license/id").textValue()).isEqualTo("Apache-2.0");
    assertThat(javacpp.at("/licenses/1/license/id").textValue()).isEqualTo("GPL-2.0-or-later");
    assertThat(javacpp.at("/licenses/2/license/name").textValue()).isEqualTo("Own terms");
    assertThat(bill.at("/components/1/purl").textValue())
        .isEqualTo("pkg:maven/io.kwsbench/kwsbench-base@9.8.7");
    assertThat(bill.at("/dependencies/0/dependsOn")).hasSize(2);
  }

  @Test
  void nativesHaveTheirPlatformAndWhatIsCompiledIntoThem() throws IOException {
    JsonNode bill =
        bill("tensorflow-core-native-1.1.0.jar", "tensorflow-core-native-1.1.0-linux-x86_64.jar");
    JsonNode natives = bill.get("components").get(0);
    assertThat(natives.get("purl").textValue())
        .isEqualTo("pkg:maven/org.tensorflow/tensorflow-core-native@1.1.0?classifier=linux-x86_64");
    assertThat(natives.at("/components/0/purl").textValue()).isEqualTo("pkg:pypi/tensorflow@2.18");
    assertThat(bill.get("components").get(1).has("components")).isFalse();
  }

  @Test
  void theSameJarsGiveTheSameText() throws IOException {
    assertThat(bill("javacpp-1.5.11.jar")).isEqualTo(bill("javacpp-1.5.11.jar"));
  }

  @Test
  void aLibraryThatTheListOfLicensesLacksIsRefused() {
    assertThatThrownBy(() -> bill("other-1.0.jar"))
        .hasMessage("THIRD-PARTY.txt does not list other-1.0");
  }

  /** What the build says of TensorFlow's natives is what they say themselves. */
  @Test
  void theVersionOfTensorFlowIsTrue() {
    String version = new TensorFlowEngine().version();
    assertThat(Material.fixture("../pom.xml"))
        .content()
        .contains("<tensorflow.native.version>" + version + "</tensorflow.native.version>");
  }

  private JsonNode bill(String... jars) throws IOException {
    List<BundledJar> all = new ArrayList<>();
    for (String jar : jars) {
      all.add(BundledJar.of(Files.write(folder.resolve(jar), new byte[0])));
    }
    String text = new BillOfMaterials(TERMS, list, NativePart.of("2.18", "0.3", "1.0")).of(all);
    return new ObjectMapper().readTree(text);
  }
}
