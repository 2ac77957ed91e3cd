package io.kwsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Modules and packages import what the list on the page lets them, and nothing else. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = HouseClasses.ALL;

  private static final String PAGE = "docs/design/architecture.md";
  private static final Pattern NAME =
      Pattern.compile("\\bio\\.kwsbench((?:\\.[a-z]\\w*)*)\\.[A-Z]");

  @Test
  void packagesImportWhatTheListAllows() throws IOException {
    House house = House.on(PAGE);
    assertThat(CLASSES).hasSizeGreaterThan(1000);
    Set<String> refused = new TreeSet<>();
    for (JavaClass user : CLASSES) {
      user.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(used -> used.getPackageName().startsWith("io.kwsbench"))
          .filter(used -> !used.getPackageName().equals("io.kwsbench.nativelib"))
          .filter(used -> !house.allows(user.getPackageName(), used.getPackageName()))
          .forEach(used -> refused.add(user.getName() + " -> " + used.getName()));
    }
    assertThat(refused).isEmpty();
  }

  /** What lies below {@code internal} is its module's own. */
  @Test
  void internalPackagesStayInTheirModule() throws IOException {
    House house = House.on(PAGE);
    assertThat(CLASSES).anyMatch(own -> own.getPackageName().contains(".internal"));
    Set<String> refused = new TreeSet<>();
    for (JavaClass user : CLASSES) {
      user.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(used -> used.getPackageName().matches("io\\.kwsbench\\..*\\binternal\\b.*"))
          .filter(used -> !house.of(used.getPackageName()).equals(house.of(user.getPackageName())))
          .forEach(used -> refused.add(user.getName() + " -> " + used.getName()));
    }
    assertThat(refused).isEmpty();
  }

  /** What nobody but its own module meets is hidden: below {@code internal}, or not public. */
  @Test
  void publicClassesOfSuitesServeOthers() {
    Set<JavaClass> met = new HashSet<>();
    suites(type -> type.getDirectDependenciesToSelf().stream().anyMatch(use -> !inSuites(use)))
        .forEach(type -> meet(type, met));
    assertThat(met).isNotEmpty();
    assertThat(suites(type -> type.isTopLevelClass() && isPublic(type.getModifiers())))
        .filteredOn(type -> !type.getPackageName().contains(".internal.") && !met.contains(type))
        .isEmpty();
  }

  private static List<JavaClass> suites(Predicate<JavaClass> wanted) {
    return CLASSES.stream()
        .filter(type -> type.getPackageName().startsWith("io.kwsbench.suite."))
        .filter(wanted)
        .toList();
  }

  private static boolean inSuites(Dependency use) {
    return use.getOriginClass().getPackageName().startsWith("io.kwsbench.suite.");
  }

  private static boolean isPublic(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC);
  }

  /** Who uses a type meets what its methods take and return. */
  private static void meet(JavaClass type, Set<JavaClass> met) {
    if (met.add(type)) {
      type.getCodeUnits().stream()
          .filter(unit -> isPublic(unit.getModifiers()))
          .flatMap(
              unit ->
                  Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()))
          .flatMap(part -> part.getAllInvolvedRawTypes().stream())
          .forEach(part -> meet(part, met));
    }
  }

  /** All modules, those too that are only built when asked for. */
  @Test
  void sourcesStandWhereTheListSays() throws IOException {
    House house = House.on(PAGE);
    TreeMap<String, Path> homes = new TreeMap<>();
    Set<String> refused = new TreeSet<>();
    for (House.Module module : house.modules()) {
      Path sources = module.folder().resolve("src/main/java");
      try (Stream<Path> files =
          Files.find(sources, 20, (f, is) -> f.toString().endsWith(".java"))) {
        for (Path file : files.toList()) {
          String own =
              sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
          assertThat(house.of(own)).as(own).isEqualTo(module);
          assertThat(homes.computeIfAbsent(own, name -> sources)).as(own).isEqualTo(sources);
          Matcher name = NAME.matcher(Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", ""));
          while (name.find()) {
            String used = "io.kwsbench" + name.group(1);
            if (!used.equals("io.kwsbench.nativelib") && !house.allows(own, used)) {
              refused.add(file + " names " + used);
            }
          }
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(house.modules())
        .allSatisfy(
            module ->
                assertThat(module.packages())
                    .allMatch(
                        listed ->
                            homes.keySet().stream().map(house::family).anyMatch(listed::equals)));
  }

  @Test
  void noModuleIsMissing() throws IOException {
    try (Stream<Path> folders = Files.list(House.root().resolve("java"))) {
      assertThat(House.on(PAGE).modules().stream().map(House.Module::name))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("bench"),
                      folders
                          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                          .filter(Files::isDirectory)
                          .map(folder -> folder.getFileName().toString()))
                  .toList());
    }
  }

  @Test
  void pagesPrintOneList() throws IOException {
    assertThat(House.on("CONTRIBUTING.md")).isEqualTo(House.on(PAGE));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.kwsbench.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** What two families need stands below both. */
  @Test
  void familiesOfCommandsDoNotImportEachOther() {
    slices()
        .matching("io.kwsbench.cli.(measure|make|use)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  /** A device has no protobuf, and TensorFlow is a module of its own. */
  @Test
  void whatADeviceCarriesNeedsNoProtobuf() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.kwsbench",
            "io.kwsbench.tensor..",
            "io.kwsbench.files..",
            "io.kwsbench.natives..",
            "io.kwsbench.metadata..",
            "io.kwsbench.audio..",
            "io.kwsbench.plan..",
            "io.kwsbench.detect..",
            "io.kwsbench.spotter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "org.tensorflow..", "org.apache.commons..")
        .check(CLASSES);
  }

  @Test
  void onlyChartsDraw() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kwsbench.chart..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "org.knowm..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kwsbench.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
