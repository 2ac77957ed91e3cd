package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Nothing takes ten values by their position, where two of a type are swapped unseen: a record has
 * parts that mean something, or a builder.
 */
class FewPositionsTest {
  private static final int TOO_MANY = 10;

  /** Those that are older than this rule: none may join them, and one that is cut leaves. */
  private static final Set<String> OLDER = Set.of("Cell", "SlidingWindow", "KernelWindow");

  @Test
  void recordsAndMethodsTakeLessThanTen() throws IOException {
    Map<String, Integer> sizes = sizes();

    assertThat(sizes).hasSizeGreaterThan(1000).containsKey("TimeSlicedNetwork.of");
    assertThat(sizes.entrySet().stream().filter(size -> size.getValue() >= TOO_MANY))
        .extracting(Map.Entry::getKey)
        .isSubsetOf(OLDER);
  }

  /** How many values each record, constructor and method of our main sources takes, at most. */
  private static Map<String, Integer> sizes() throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(HouseFiles.java("main").toList()));
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Sizes(sizes), "");
      }
    }
    return sizes;
  }

  /** Counts the values of what is declared, by its name and that of the class around it. */
  private static final class Sizes extends TreeScanner<Void, String> {
    private final Map<String, Integer> sizes;

    Sizes(Map<String, Integer> sizes) {
      this.sizes = sizes;
    }

    @Override
    public Void visitClass(ClassTree type, String around) {
      String name = type.getSimpleName().toString();
      if (type.getKind() == Tree.Kind.RECORD) {
        long components =
            type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
        sizes.merge(name, (int) components, Math::max);
      }
      return super.visitClass(type, name);
    }

    @Override
    public Void visitMethod(MethodTree method, String type) {
      boolean isConstructor = method.getReturnType() == null;
      String name = isConstructor ? type : type + "." + method.getName();
      sizes.merge(name, method.getParameters().size(), Math::max);
      return super.visitMethod(method, type);
    }
  }
}
