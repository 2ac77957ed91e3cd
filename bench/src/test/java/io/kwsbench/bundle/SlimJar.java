package io.kwsbench.bundle;

import io.kwsbench.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes the tables of local variables out of a jar's classes, for the build: only debuggers read
 * them, and they are a tenth of a device's bundle. Line numbers stay, as stack traces show them.
 */
public final class SlimJar {
  private SlimJar() {}

  /**
   * Rewrites a jar in its place.
   *
   * @param arguments the jar
   */
  public static void main(String[] arguments) {
    rewrite(Path.of(arguments[0]));
  }

  static void rewrite(Path jar) {
    try (ZipFile from = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = from.stream().toList();
      AtomicFile.write(
          jar,
          out -> {
            ZipOutputStream to = new ZipOutputStream(out);
            for (ZipEntry entry : entries) {
              copy(from, entry, to);
            }
            to.finish(); // the file's own writer closes it
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
    ZipEntry copied = new ZipEntry(entry.getName());
    copied.setTimeLocal(entry.getTimeLocal());
    to.putNextEntry(copied);
    try (InputStream in = from.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      to.write(entry.getName().endsWith(".class") ? slim(bytes) : bytes);
    }
    to.closeEntry();
  }

  static byte[] slim(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new WithoutVariables(writer), 0);
    return writer.toByteArray();
  }

  private static final class WithoutVariables extends ClassVisitor {
    WithoutVariables(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, method) {
        @Override
        public void visitLocalVariable(
            String variable, String type, String generic, Label start, Label end, int index) {
          // left out
        }
      };
    }
  }
}
