package io.kwsbench.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class SlimJarTest {
  /** A class of a library that was compiled with all of javac's tables. */
  private static final String CLASS = "org/apache/commons/csv/CSVParser.class";

  @TempDir Path folder;

  @Test
  void classesLoseTheirVariablesAndNothingElse() throws IOException {
    byte[] whole;
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(CLASS)) {
      whole = in.readAllBytes();
    }
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(CLASS));
      zip.write(whole);
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write("text".getBytes(StandardCharsets.UTF_8));
    }

    SlimJar.rewrite(jar);

    try (ZipFile zip = new ZipFile(jar.toFile())) {
      byte[] slim = zip.getInputStream(zip.getEntry(CLASS)).readAllBytes();
      assertThat(slim.length).isLessThan(whole.length * 95 / 100);
      assertThat(kept(whole)).contains("variable");
      List<String> kept = kept(whole);
      kept.removeIf("variable"::equals);
      assertThat(kept(slim)).isEqualTo(kept).anyMatch(item -> item.startsWith("line "));
      assertThat(zip.getInputStream(zip.getEntry("a.txt"))).hasContent("text");
    }
    long size = Files.size(jar);
    SlimJar.rewrite(jar);
    assertThat(jar).hasSize(size);
  }

  /** Methods, calls, line numbers and variables of a class. */
  private static List<String> kept(byte[] classFile) {
    List<String> kept = new ArrayList<>();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            kept.add(name + descriptor + signature);
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String type, boolean isInterface) {
                kept.add(owner + "." + called + type);
              }

              @Override
              public void visitLineNumber(int line, Label start) {
                kept.add("line " + line);
              }

              @Override
              public void visitLocalVariable(
                  String variable, String type, String generic, Label start, Label end, int at) {
                kept.add("variable");
              }
            };
          }
        };
    new ClassReader(classFile).accept(visitor, 0);
    return kept;
  }
}
