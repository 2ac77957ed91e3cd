package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.SharedMaterial;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan's listing, a profile of the graph and one of the plan's file count alike. */
class PlanTotalsTest {
  private static final Pattern TOTAL =
      Pattern.compile("\t +(\\d+\\.\\d+)\t +(\\d+\\.\\d+)\t\tall steps");

  @TempDir Path folder;

  @Test
  void ofAModelOfConvolutions() throws Exception {
    compare(Files.write(folder.resolve("pi.pb"), SeededPiGraph.make().toBytes()));
  }

  /** A loop that became one step: the graph states the operations of one iteration only. */
  @Test
  void ofAModelWithALoop() throws Exception {
    compare(SharedMaterial.require("graphs/arm-kws/GRU_S.pb"));
  }

  private void compare(Path graph) throws Exception {
    Path plan = folder.resolve("model.kws");
    Invocation listing =
        Invocation.of("compile", "--graph=" + graph, "--out=" + plan, "--dump_plan");
    Matcher total = TOTAL.matcher(listing.out);
    assertThat(total.find()).as(listing.out + listing.err).isTrue();

    JsonNode flops = profile(graph).findParent("benchmark_model");
    assertThat(mega(flops.get("total").asLong())).isEqualTo(total.group(1));
    assertThat(mega(flops.get("executed").asLong())).isEqualTo(total.group(2));
    JsonNode compiled = profile(plan);
    assertThat(mega(compiled.get("executed_flops").asLong())).isEqualTo(total.group(2));
  }

  private static JsonNode profile(Path model) throws Exception {
    Invocation run =
        Invocation.of(
            "benchmark",
            "--graph=" + model,
            "--engine=native",
            "--max_num_runs=3",
            "--format=json");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(run.out);
  }

  private static String mega(long flops) {
    return String.format(Locale.ROOT, "%.3f", flops / 1e6);
  }
}
